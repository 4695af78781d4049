// What script adds to pages that all work without it.
import { enableCopying } from "./copy.js";
import { enableCompletion } from "./complete.js";
import { enableKeys } from "./keys.js";

enableCopying(document);
document.querySelectorAll("form[data-complete]").forEach(enableCompletion);
enableKeys();
