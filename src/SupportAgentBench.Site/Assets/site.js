// Comfort only: every page says all that it has to say without this.
"use strict";

// A heading leads to the same table in another order: whoever filtered it goes on with these filters.
const filters = document.querySelector("#board .filters");
try {
  const controls = [...filters?.elements ?? []];
  const kept = JSON.parse(sessionStorage.getItem("filters") ?? "{}");
  for (const control of controls) {
    if (control.type === "checkbox") {
      control.checked = kept[control.id] ?? control.checked;
    } else {
      // By its words: numbers of vendors move when agents are added.
      control.selectedIndex = Math.max(0, [...control.options].findIndex((option) => option.text === kept[control.id]));
    }
  }
  filters?.addEventListener("change", () => sessionStorage.setItem("filters", JSON.stringify(Object.fromEntries(
    controls.map((control) => [control.id, control.type === "checkbox" ? control.checked : control.selectedOptions[0].text])))));
} catch {
  // Where nothing may be stored, every page begins unfiltered.
}

// Runs under way, every second.
const live = document.querySelector("[data-events]");
if (live && location.protocol !== "file:") {
  const place = live.querySelector(".statuses");
  const none = live.querySelector(".none");
  new EventSource(live.dataset.events).onmessage = (event) => {
    const statuses = JSON.parse(event.data);
    none.hidden = statuses.length > 0;
    place.replaceChildren(...statuses.map((status) => {
      const box = document.createElement("div");
      box.className = "status";
      const what = document.createElement("p");
      what.className = "what";
      what.textContent = status.what;
      const bar = document.createElement("progress");
      bar.max = status.planned;
      bar.value = status.done;
      bar.setAttribute("aria-label", "Trials kept");
      const says = document.createElement("p");
      says.className = "says";
      says.textContent = status.says;
      box.append(what, bar, says);
      return box;
    }));
  };
}
