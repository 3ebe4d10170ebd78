// The page works without this script. With it, parts look again by themselves, and two ticks are counted.
(() => {
  "use strict";
  const pace = 2000;
  const slowest = 30000;

  // What was ticked or opened, and where the keyboard is, stays.
  function replace(old, fresh) {
    const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
    const opened = [...old.querySelectorAll("details[open][id]")].map((part) => part.id);
    old.replaceWith(fresh);
    for (const id of opened) {
      document.getElementById(id)?.setAttribute("open", "");
    }
    if (focused) {
      document.getElementById(focused)?.focus({ preventScroll: true });
    }
  }

  function announce(part) {
    const words = part.querySelector("[data-announce]")?.textContent.replace(/\s+/g, " ").trim();
    const live = document.getElementById("annonce");
    if (words && live && live.textContent !== words) {
      live.textContent = words;
    }
  }

  // What is to be chosen from must not move under the hand: the page is loaded anew by whoever reads it, unless there
  // was nothing to choose from.
  function outdated(before, after) {
    if (before === undefined || before === after) {
      return;
    }
    if (before.startsWith("searching") && document.activeElement === document.body) {
      location.reload();
    } else {
      document.getElementById("perime")?.removeAttribute("hidden");
    }
  }

  function take(html) {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    for (const fresh of parsed.querySelectorAll("[data-part][id]")) {
      const old = document.getElementById(fresh.id);
      if (old && old.outerHTML !== fresh.outerHTML) {
        outdated(old.dataset.revision, fresh.dataset.revision);
        const part = document.importNode(fresh, true);
        replace(old, part);
        announce(part);
      }
    }
  }

  function follow(address) {
    let tag = null;
    let wait = pace;
    async function look() {
      if (!document.hidden) {
        try {
          const answer = await fetch(address, {
            headers: tag ? { "If-None-Match": tag } : {},
            cache: "no-store",
            credentials: "same-origin",
          });
          if (answer.ok) {
            tag = answer.headers.get("ETag");
            take(await answer.text());
          }
          wait = answer.ok || answer.status === 304 ? pace : Math.min(wait * 2, slowest);
        } catch {
          wait = Math.min(wait * 2, slowest);
        }
        document.body.toggleAttribute("data-stale", wait > pace);
      }
      setTimeout(look, wait);
    }
    setTimeout(look, wait);
  }

  for (const region of document.querySelectorAll("[data-live]")) {
    follow(region.dataset.live);
  }

  // A comparison is of two.
  const ticks = () => [...document.querySelectorAll("input[form=comparer]")];
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("input[form=comparer]")) {
      const full = ticks().filter((tick) => tick.checked).length >= 2;
      for (const tick of ticks()) {
        tick.disabled = full && !tick.checked;
      }
    }
  });

  // Pressed twice, a form is sent once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.target === "_blank") {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
    }
  });
})();
