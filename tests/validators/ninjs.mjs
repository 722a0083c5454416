// Holds files against the schemas beside this file: node ninjs.mjs VERSION=FILE…
// Prints what is wrong, one line for each, and ends with the number of files that are.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const Ajv = require("ajv/dist/2020").default;
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false });
const schemas = new Map();
let wrong = 0;
for (const argument of process.argv.slice(2)) {
  const [version, file] = argument.split("=");
  if (!schemas.has(version)) {
    schemas.set(version, ajv.compile(JSON.parse(readFileSync(new URL(`ninjs-${version}.json`, import.meta.url), "utf8"))));
  }

  const validate = schemas.get(version);
  if (!validate(JSON.parse(readFileSync(file, "utf8")))) {
    wrong++;
    for (const error of validate.errors) {
      console.log(`${version} ${file} ${error.instancePath || "/"}: ${error.message} ${JSON.stringify(error.params)}`);
    }
  }
}

process.exit(wrong);
