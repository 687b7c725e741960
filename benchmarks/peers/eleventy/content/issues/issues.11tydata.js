export default {
  layout: "article.11ty.js",
  tags: ["article"],
  permalink: (data) => `/issues/${data.issue}/${data.number}.html`,
};
