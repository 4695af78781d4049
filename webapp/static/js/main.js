// What script adds to pages that all work without it.
import { enableCopying } from "./copy.js";
import { enableCompletion } from "./complete.js";
import { enableKeys } from "./keys.js";
import { enableSaving, enableTicks, followBasket } from "./kept.js";

enableCopying(document);
document.querySelectorAll("form[data-complete]").forEach(enableCompletion);
enableKeys();

enableTicks(document);
followBasket();
enableSaving(document.querySelector("button.save"));
const [basket, searches] = ["kurv", "gemte"].map((id) => document.getElementById(id));
if (basket) import("./basketpage.js").then((module) => module.enableBasketPage(basket));
if (searches) import("./savedpage.js").then((module) => module.enableSavedPage(searches));
