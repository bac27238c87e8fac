"""What a build tells of what it wrote: what the data set holds (VoID, DCAT, Croissant) and how it came about (PROV).

Each description is a file beside the graph and follows from the files, the counts of the graph and the manifest. Only
the provenance tells the time as well; so it stands outside the manifest, which is the same from run to run.
"""
