// Before the first paint: the remembered theme and view, so that nothing flashes.
(() => {
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("octavo.preview")) ?? {};
  } catch {
    // Nothing is kept, or it cannot be read: the usual settings hold.
  }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const root = document.documentElement;
  root.dataset.theme = kept.theme ?? (dark ? "dark" : "light");
  root.dataset.view = kept.view ?? "both";
  root.dataset.contents = kept.contents === false ? "off" : "on";
})();
