// How the page's modules are held to the rules of the house. From the top of the repository:
//   npm ci --prefix tests/javascript
//   npm run --prefix tests/javascript lint

import js from "@eslint/js";

const BROWSER = [
  "atob", "Blob", "cancelAnimationFrame", "clearTimeout", "crypto", "CSS", "DecompressionStream", "devicePixelRatio",
  "document", "getComputedStyle", "globalThis", "history", "location", "matchMedia", "navigator", "queueMicrotask", "requestAnimationFrame",
  "ResizeObserver", "Response", "setTimeout", "TextEncoder", "URL", "window",
];
const NODE = ["Buffer", "console", "crypto", "process", "Blob", "Response", "URL", "TextEncoder", "setTimeout", "globalThis"];
const NO_MARKUP = "Text from papers must never be read as markup or as code: build elements with el().";

const known = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));
const called = (object, property) => ({ object, property, message: NO_MARKUP });
const assigned = (property) => ({ property, message: NO_MARKUP });

const STRICT = {
  "array-callback-return": "error",
  complexity: ["error", 15],
  "consistent-return": "error",
  "default-case-last": "error",
  eqeqeq: ["error", "always"],
  "max-depth": ["error", 4],
  "max-lines": ["error", 300],
  "max-params": ["error", 6],
  "no-alert": "error",
  "no-console": "error",
  "no-else-return": "error",
  "no-eval": "error",
  "no-extend-native": "error",
  "no-implicit-globals": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-script-url": "error",
  "no-shadow": ["error", { allow: ["window", "document"] }],
  "no-throw-literal": "error",
  "no-undef-init": "error",
  "no-unused-expressions": ["error", { allowShortCircuit: true, allowTernary: true }],
  "no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrors: "all" }],
  "no-use-before-define": ["error", { functions: false, classes: true, variables: false }],
  "no-useless-return": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "error",
  strict: ["error", "never"],
};

const SAFE = {
  "no-restricted-properties": [
    "error",
    ...["innerHTML", "outerHTML", "insertAdjacentHTML", "createContextualFragment", "srcdoc", "setHTMLUnsafe"].map(assigned),
    called("document", "write"),
    called("document", "writeln"),
  ],
  "no-restricted-globals": ["error", "eval", "Function", "fetch", "XMLHttpRequest", "WebSocket", "EventSource", "localStorage"],
  "no-restricted-syntax": [
    "error",
    { selector: "CallExpression[callee.property.name='setAttribute'][arguments.0.value='style']", message: "The page's policy forbids style attributes: set element.style.x." },
    { selector: "Property[key.name='style'][parent.parent.callee.name=/^(el|svgEl)$/]", message: "The page's policy forbids style attributes: set element.style.x." },
    { selector: "AssignmentExpression[left.property.name='cssText']", message: "Set single properties of element.style." },
    { selector: "ImportDefaultSpecifier, ImportNamespaceSpecifier, ImportExpression", message: "The page's build takes import lines of the form import { a } from \"./x.js\" only." },
    { selector: "ExportDefaultDeclaration, ExportAllDeclaration, ExportNamedDeclaration[declaration=null]", message: "Write export before a function, a const or a class." },
  ],
};

export default [
  { ignores: ["**/node_modules/**"] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: "error" }, rules: STRICT },
  {
    files: ["src/**/*.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: known(BROWSER) },
    rules: SAFE,
  },
  {
    files: ["tests/javascript/**/*.{js,mjs}"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: known(NODE) },
  },
];
