// What the browser does when the preview tells it of a save. livereload.js, which is loaded after
// this, keeps the connection, swaps style sheets, and asks a class of this name about the rest.
(() => {
  "use strict";
  const { shown } = document.currentScript.dataset;

  class Wenzhai {
    // The preview is told which state of the site this page shows: if there has been a save between
    // its answer and this connection, it says so at once.
    analyze() {
      return { shown };
    }

    reload(path, options) {
      if (/\.css$/i.test(path)) {
        return false;
      }
      const there = options.overrideURL;
      if (there && new URL(there, location.href).pathname !== location.pathname) {
        location.assign(there);
      } else {
        location.reload();
      }
      return true;
    }
  }

  Wenzhai.identifier = "wenzhai";
  Wenzhai.version = "1";
  window.LiveReloadPluginWenzhai = Wenzhai;
})();
