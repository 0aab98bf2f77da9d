// Comfort only: every page says all that it has to say without this.
"use strict";

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
      bar.setAttribute("aria-label", "Conversations kept");
      const says = document.createElement("p");
      says.className = "says";
      says.textContent = status.says;
      box.append(what, bar, says);
      return box;
    }));
  };
}
