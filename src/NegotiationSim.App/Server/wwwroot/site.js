// Improves pages that work without it: a link or form that leads to the page that is shown fetches it and puts its parts
// (data-part) in place, so that the scrubber moves on while an answer is under way. Only the newest answer counts.
(() => {
  "use strict";

  const pause = 40; // milliseconds without another move before an answer is asked for
  let newest = 0;
  let asking = null;
  let waiting = 0;
  const here = () => location.pathname + location.search;
  let shown = here();

  document.documentElement.classList.add("script");

  async function show(address, { push = true, focus = null } = {}) {
    const turn = ++newest;
    asking?.abort();
    asking = new AbortController();
    document.body.classList.add("busy");
    try {
      const response = await fetch(address, { signal: asking.signal, headers: { Accept: "text/html" } });
      const text = await response.text();
      if (turn !== newest) return;
      const page = new DOMParser().parseFromString(text, "text/html");
      if (!response.ok || !page.querySelector("[data-part]")) {
        location.assign(address);
        return;
      }
      put(page, focus);
      if (push) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
      shown = here();
      document.body.classList.remove("busy");
    } catch (failure) {
      if (failure.name !== "AbortError") location.assign(address);
    }
  }

  // Puts the parts of a page in place of those shown; what is being typed in stays as it is.
  function put(page, focus) {
    const active = document.activeElement;
    const key = focus ?? (active?.closest("[data-part]") ? active.id || active.dataset.step : null);
    const open = new Set([...document.querySelectorAll("details[open] > summary")].map((s) => s.textContent));
    const { scrollLeft, scrollTop } = document.querySelector(".scroll") ?? {};
    document.title = page.title;

    const [main, next] = [document.getElementById("main"), page.getElementById("main")];
    const old = new Map([...main.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
    const made = [...next.querySelectorAll("[data-part]")];
    const same = made.length === old.size && made.every((part) => old.has(part.dataset.part));
    const typing = active?.matches("input:not([type=range]), select") ? active.closest("[data-part]") : null;
    if (same || main.querySelector("[data-keep]")) {
      for (const part of made) {
        const there = old.get(part.dataset.part);
        if (there && there !== typing) there.replaceWith(document.adoptNode(part));
        else if (!there) insert(main, next, part);
      }
      for (const [name, part] of old) {
        if (!made.some((m) => m.dataset.part === name) && part !== typing) part.remove();
      }
    } else {
      main.replaceChildren(...next.childNodes);
    }

    const form = main.querySelector("form[data-time]");
    const fresh = page.querySelector("form[data-time]");
    if (form && fresh) {
      form.action = fresh.action;
      const hidden = (f) => [...f.children].filter((c) => c.type === "hidden");
      hidden(form).forEach((input) => input.remove());
      form.prepend(...hidden(fresh).map((input) => document.adoptNode(input)));
      const [range, wanted] = [form.querySelector("[type=range]"), fresh.querySelector("[type=range]")];
      if (range && wanted && range.max !== wanted.max) {
        range.closest("[data-keep]").replaceWith(document.adoptNode(wanted.closest("[data-keep]")));
      } else if (range && wanted && document.activeElement !== range) {
        range.value = wanted.getAttribute("value");
        range.setAttribute("aria-valuetext", wanted.getAttribute("aria-valuetext"));
      }
    }

    for (const summary of main.querySelectorAll("details:not([open]) > summary")) {
      if (open.has(summary.textContent)) summary.parentElement.open = true;
    }
    document.querySelector(".scroll")?.scrollTo(scrollLeft ?? 0, scrollTop ?? 0);
    rove();
    seeChosen();
    const target = key && (document.getElementById(key) ?? document.querySelector(`[data-step="${CSS.escape(key)}"]`));
    if (target && target !== document.activeElement) target.focus({ preventScroll: true });
  }

  // Puts a new part after the part or kept element that it follows on its own page.
  function insert(main, next, part) {
    const order = [...next.children];
    for (let at = order.indexOf(part) - 1; at >= 0; at--) {
      const name = order[at].dataset.part;
      const before = name ? main.querySelector(`:scope > [data-part="${CSS.escape(name)}"]`) : order[at].matches("form[data-time]") ? main.querySelector("form[data-time]") : null;
      if (before) {
        before.after(document.adoptNode(part));
        return;
      }
    }
    main.append(document.adoptNode(part));
  }

  // The cell whose detail is open stays in sight where the matrix is larger than its place; its first row and column cover others.
  function seeChosen() {
    const [cell, scroll] = [document.querySelector(".matrix .cell.chosen"), document.querySelector(".board > .scroll")];
    if (!cell || !scroll) return;
    const [inner, outer] = [cell.getBoundingClientRect(), scroll.getBoundingClientRect()];
    const [above, beside] = [scroll.querySelector("thead").offsetHeight, scroll.querySelector("tbody tr:not(.group) th").offsetWidth];
    const past = (start, end, from, to) => (end > to ? end - to + 8 : start < from ? start - from - 8 : 0);
    scroll.scrollLeft += past(inner.left, inner.right, outer.left + beside, outer.right);
    scroll.scrollTop += past(inner.top, inner.bottom, outer.top + above, outer.bottom);
  }

  const isHere = (url) => url.origin === location.origin && url.pathname === location.pathname;

  function addressOf(form) {
    const url = new URL(form.action, location.href);
    url.search = "";
    for (const [name, value] of new FormData(form)) {
      if (value !== "" && name !== "day" && name !== "dayWas") url.searchParams.append(name, value);
    }
    return url;
  }

  document.addEventListener("click", (click) => {
    const link = click.target.closest("a[href]");
    if (!link || click.button !== 0 || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey || link.target || link.dataset.png) return;
    const url = new URL(link.href);
    if (!isHere(url) || url.hash || !link.closest("#main")) return;
    click.preventDefault();
    const cell = new URLSearchParams(location.search).get("cell");
    show(url, { focus: link.matches("[data-close]") && cell ? `cell-${cell}` : null });
  });

  document.addEventListener("submit", (submit) => {
    const form = submit.target;
    if (!form.matches("form[data-time]")) return;
    submit.preventDefault();
    show(addressOf(form));
  });

  document.addEventListener("change", (change) => {
    const form = change.target.closest("form[data-time]");
    if (!form || change.target.type === "range" || !change.target.checkValidity()) return;
    show(addressOf(form));
  });

  // The range moves at once and by itself; the page follows when it rests for a moment.
  document.addEventListener("input", (input) => {
    const range = input.target;
    const form = range.closest("form[data-time]");
    if (!form || range.type !== "range") return;
    const day = new Date(`${range.dataset.first}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + Number(range.value));
    const date = day.toISOString().slice(0, 10);
    range.setAttribute("aria-valuetext", date);
    const field = form.querySelector("[data-date=on]");
    if (field) field.value = date;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const url = addressOf(form);
      url.searchParams.set("on", date);
      show(url, { push: false });
    }, pause);
  });

  // Also fired by the way to another place on the same page, which the browser goes by itself.
  addEventListener("popstate", () => {
    if (here() !== shown) show(location.href, { push: false });
  });

  // One cell of the matrix is reached with Tab, the others with the arrow keys.
  const cells = () => [...document.querySelectorAll("[data-matrix] tr")].map((row) => [...row.querySelectorAll("[data-cell]")]).filter((row) => row.length > 0);

  function rove(to = null) {
    const all = cells().flat();
    if (all.length === 0) return;
    const current = to ?? all.find((cell) => cell === document.activeElement) ?? all.find((cell) => cell.classList.contains("chosen")) ?? all[0];
    for (const cell of all) cell.tabIndex = cell === current ? 0 : -1;
    if (to) to.focus();
  }

  document.addEventListener("keydown", (key) => {
    const cell = key.target.closest?.("[data-cell]");
    if (key.key === "Escape" && document.querySelector("[data-close]")) {
      document.querySelector("[data-close]").click();
      return;
    }
    if (!cell || key.ctrlKey && !["Home", "End"].includes(key.key) || key.altKey || key.metaKey) return;
    const rows = cells();
    const at = rows.findIndex((row) => row.includes(cell));
    const column = (c) => [...c.closest("tr").children].indexOf(c.closest("td"));
    const near = (row) => row && row.reduce((best, c) => (Math.abs(column(c) - column(cell)) < Math.abs(column(best) - column(cell)) ? c : best));
    const row = rows[at];
    const place = row.indexOf(cell);
    const to = {
      ArrowLeft: row[place - 1],
      ArrowRight: row[place + 1],
      ArrowUp: near(rows[at - 1]),
      ArrowDown: near(rows[at + 1]),
      Home: key.ctrlKey ? rows[0][0] : row[0],
      End: key.ctrlKey ? rows.at(-1).at(-1) : row.at(-1),
    }[key.key];
    if (to) {
      key.preventDefault();
      rove(to);
    } else if (key.key === " ") {
      key.preventDefault();
      cell.click();
    }
  });

  // What is typed in a form with a preview is looked at by the server when it rests, and only the preview put in place.
  let lookedAt = 0;
  let resting = 0;
  let looking = null;

  async function preview(form) {
    const mine = ++lookedAt;
    looking?.abort();
    looking = new AbortController();
    const body = new URLSearchParams(new FormData(form));
    body.set("do", "check");
    try {
      const response = await fetch(location.href, { method: "POST", body, signal: looking.signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (!response.ok || mine !== lookedAt) return;
      for (const part of document.querySelectorAll("[data-live-part]")) {
        const made = page.querySelector(`[data-live-part="${CSS.escape(part.dataset.livePart)}"]`);
        if (made) part.replaceWith(document.adoptNode(made));
      }
    } catch {
      // Typed on meanwhile, or the server is away for now: the button asks again.
    }
  }

  document.addEventListener("input", (input) => {
    const form = input.target.closest("form[data-preview]");
    if (!form || input.target.closest("[data-live-part]")) return;
    clearTimeout(resting);
    resting = setTimeout(() => preview(form), 500);
  });

  // Asks whether something was recorded since the page was made, as long as somebody looks at it.
  function watch() {
    const every = 5000; // milliseconds
    setInterval(async () => {
      const live = document.querySelector("[data-live][data-tag]");
      const note = live?.querySelector("[hidden]");
      if (!note || document.visibilityState !== "visible") return;
      try {
        const response = await fetch(live.dataset.live, { headers: { "If-None-Match": live.dataset.tag }, cache: "no-store" });
        const tag = response.headers.get("ETag");
        if (response.ok && tag && tag !== live.dataset.tag && live.isConnected) {
          const link = note.querySelector("a");
          link.href = location.href;
          link.onclick = (click) => {
            const form = document.querySelector("form[data-preview]");
            if (!form) return;
            click.preventDefault(); // what was typed stays
            click.stopPropagation();
            live.dataset.tag = tag;
            note.hidden = true;
            preview(form);
          };
          note.hidden = false;
        }
      } catch {
        // The server is away for now; it is asked again.
      }
    }, every);
  }

  watch();
  rove();
  seeChosen();
})();

// Runs a forecast, or works out what matters most in one: sends what is asked, follows the progress, shows the result or what is
// wrong. What is followed stands in the address, so that the page opened anew follows it again.
(() => {
  "use strict";

  const parts = (form) => [form.querySelector("progress"), form.querySelector(".told"), form.querySelector("[data-cancel]"), form.querySelector("[type=submit]")];

  function result() {
    const url = new URL(location.href);
    const run = url.searchParams.get("run");
    if (run) {
      url.pathname = `${url.pathname.replace(/\/$/, "")}/${encodeURIComponent(run)}`;
      url.searchParams.delete("run");
    }
    return url;
  }

  function follow(form, address) {
    const [bar, told, cancel, run] = parts(form);
    [bar.hidden, cancel.hidden, run.disabled] = [false, false, true];
    cancel.onclick = () => fetch(address, { method: "DELETE" });
    const events = new EventSource(address);
    events.onmessage = (message) => {
      const progress = JSON.parse(message.data);
      bar.value = progress.share;
      told.textContent = progress.stage;
      if (progress.status === "running") return;
      events.close();
      [cancel.hidden, run.disabled] = [true, false];
      if (progress.status === "done") location.assign(result());
      else told.textContent = `${progress.status}: ${progress.stage}`;
    };
    events.onerror = () => {
      const isOver = events.readyState === EventSource.CLOSED;
      told.textContent = isOver ? "The server does not know of it any more. Run again, it goes on from what was counted." : "The server does not answer; asking again.";
      if (isOver) [cancel.hidden, run.disabled] = [true, false];
    };
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-run]");
    if (!form) return;
    event.preventDefault();
    const told = parts(form)[1];
    const { assessment, of } = form.elements;
    told.textContent = "";
    try {
      const answer = await fetch(form.dataset.run + (of ? `?of=${encodeURIComponent(of.value)}` : ""), { method: "POST", headers: { "Content-Type": "application/yaml" }, body: assessment?.value });
      const said = await answer.json();
      if (!answer.ok) {
        told.textContent = [said.detail, ...(said.errors ?? []).map((e) => `${e.pointer ?? ""} ${e.detail}`.trim())].join("\n");
        return;
      }

      const url = new URL(location.href);
      url.searchParams.set(of ? "of" : "run", of ? of.value : said.forecast);
      history.replaceState(null, "", url);
      follow(form, said.progress);
    } catch {
      told.textContent = "The server does not answer. Is it still running?";
    }
  });

  document.addEventListener("change", async (change) => {
    const into = change.target.dataset.into;
    if (into && change.target.files.length > 0) document.getElementById(into).value = await change.target.files[0].text();
  });

  for (const form of document.querySelectorAll("form[data-follow]")) follow(form, form.dataset.follow);
})();

// Makes a PNG of a picture that the server draws as SVG, here in the browser: exactly what is shown, and nothing leaves the machine.
document.addEventListener("click", async (click) => {
  const link = click.target.closest("a[data-png]");
  if (!link) return;
  click.preventDefault();
  const sharpness = 2; // pixels for each unit of the picture
  const svg = await (await fetch(link.dataset.png)).text();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth * sharpness, image.naturalHeight * sharpness];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const file = document.createElement("a");
  file.download = `${new URL(link.href).pathname.split("/").slice(-3).join("-").replace(/\.svg$/, "").replace(/^[^a-z0-9]+/i, "")}.png`;
  file.href = URL.createObjectURL(await new Promise((done) => canvas.toBlob(done, "image/png")));
  file.click();
  setTimeout(() => URL.revokeObjectURL(file.href), 10000);
});
