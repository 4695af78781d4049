// What script adds to pages that all work without it.
import { enableCopying } from "./copy.js";
import { enableCompletion } from "./complete.js";
import { enableKeys } from "./keys.js";

enableCopying(document);
document.querySelectorAll("form[data-complete]").forEach(enableCompletion);

const text = document.getElementById("tekst");
const page = text && await import("./page.js");
page?.enablePage(text);
enableKeys(page?.moveHit);

const sheet = document.querySelector(".sheet[data-words]");
if (sheet) (await import("./sheet.js")).enableSheet(sheet);
