// Markdown is not passed through a template language first, and templates are plain functions:
// the two fastest ways that Eleventy's manual knows.
import MarkdownIt from "markdown-it";

import { feeds, gathered, shelves, terms } from "./lib/gathered.js";

export default function (config) {
  config.setLibrary("md", new MarkdownIt("default", { linkify: false, typographer: false }));
  config.addPassthroughCopy({ static: "/" });
  config.addCollection("articles", (api) => gathered(api).articles);
  config.addCollection("issues", (api) => gathered(api).issues);
  config.addCollection("terms", (api) => terms(gathered(api)));
  config.addCollection("shelves", (api) => shelves(gathered(api)));
  config.addCollection("feeds", (api) => feeds(gathered(api)));
  return {
    dir: { input: "content", includes: "../_includes", output: "_site" },
    markdownTemplateEngine: false,
  };
}
