// The page: two tables, the filters over both, and the tabs between them.
const collator = new Intl.Collator("zh-CN", { numeric: true });
const by_text = (one, other) => collator.compare(one ?? "", other ?? "");

function by_name(kind) {
  const known = Object.keys(names[kind]);
  return (one, other) => known.indexOf(one) - known.indexOf(other);
}

// Figures by size, after what is missing; words among them by their letters.
function by_figure(one, other) {
  const [a, b] = [one, other].map((value) => (value === null || value === "" ? -1e300 : Number(value)));
  if (Number.isNaN(a) || Number.isNaN(b)) return by_text(String(one ?? ""), String(other ?? ""));
  return a - b;
}

const text = (field, more) => ({ field, formatter: plain, sorter: by_text, variableHeight: true, ...more });
const coded = (field, more) => ({ field, formatter: named(field), sorter: by_name(field), ...more });
const figure = (field, more) => ({ field, hozAlign: "right", sorter: by_figure, formatter: count, headerSortStartingDir: "desc", ...more });

const COLUMNS = {
  audits: [
    text("agency", { formatter: agency, minWidth: 220, widthGrow: 5 }),
    figure("year", { width: 76, hozAlign: "left", formatter: plain }),
    coded("level", { width: 90 }),
    text("region", { width: 96 }),
    figure("critical", { width: 76 }),
    figure("warning", { width: 88 }),
    figure("info", { width: 76 }),
    figure("dismissed", { width: 88 }),
    figure("unchecked", { width: 102 }),
    coded("status", { width: 104 }),
    text("source", { formatter: on_one_line, minWidth: 140, widthGrow: 3 }),
    { field: "outputs", width: 136, headerSort: false, formatter: files },
  ],
  findings: [
    coded("severity", { width: 86 }),
    text("agency", { formatter: agency, minWidth: 170, widthGrow: 2 }),
    figure("year", { width: 76, hozAlign: "left", formatter: plain }),
    text("message", { formatter: message, minWidth: 260, widthGrow: 5 }),
    text("observed", { formatter: compared, width: 92, sorter: by_figure }),
    text("expected", { formatter: compared, width: 110, sorter: by_figure }),
    text("suspect", { minWidth: 130, widthGrow: 2 }),
    coded("review", { formatter: named("review", "remark"), width: 124, variableHeight: true }),
    text("place", { width: 112 }),
    text("rule", { width: 142 }),
  ],
};
const FIRST = { audits: "critical,desc", findings: "severity,asc" };
const tables = {};
const by_id = (id) => document.getElementById(id);

function sorters(tab) {
  const [field, dir] = (order[tab] || FIRST[tab]).split(",");
  const known = COLUMNS[tab].some((one) => one.field === field && one.headerSort !== false);
  const wanted = known ? { column: field, dir: dir === "desc" ? "desc" : "asc" } : null;
  // Of reports with as many critical findings, first the one with more warnings.
  const before = field === "critical" ? [{ column: "warning", dir: "desc" }] : [];
  return wanted ? [...before, wanted] : [];
}

// The comparison by the values' ranks: each two different values are compared once, not row by row.
function ranked(tab, field, compare) {
  let ranks;
  return (one, other) => {
    ranks ??= new Map([...new Set(rows[tab].map((row) => row[field]))].sort(compare).map((value, rank) => [value, rank]));
    return ranks.get(one) - ranks.get(other);
  };
}

function build(tab) {
  const columns = COLUMNS[tab].map((one) => ({
    ...one, title: words[one.field], sorter: one.sorter && ranked(tab, one.field, one.sorter),
  }));
  const table = new Tabulator(by_id(tab).firstElementChild, {
    data: rows[tab], index: "at", height: "100%", layout: "fitColumns", columns,
    columnDefaults: { vertAlign: "top", headerWordWrap: true, headerTooltip: true, resizable: "header" },
    initialSort: sorters(tab), initialFilter: (row) => left[tab][row.at], headerSortTristate: false,
    placeholder: words.nothing,
    rowFormatter: (row) => row.getElement().classList.toggle("dismissed", row.getData().review === "dismissed"),
  });
  tables[tab] = table;
  table.on("tableBuilt", () => {
    table.is_built = true;
    for (const head of by_id(tab).querySelectorAll(".tabulator-col.tabulator-sortable")) {
      head.tabIndex = 0;
      head.addEventListener("keydown", (event) => {
        if (event.target !== head || ![" ", "Enter"].includes(event.key)) return;
        event.preventDefault();
        head.querySelector(".tabulator-col-content").click();
      });
    }
    table.on("dataSorted", (by) => {
      if (!by.length) return;
      const { field, dir } = by[by.length - 1];
      order[tab] = `${field},${dir}` === FIRST[tab] ? "" : `${field},${dir}`;
      write_address();
    });
    update();
  });
}

// Show what the state says, as far as it is not shown yet.
function update() {
  const tab = state.tab;
  for (const name of ["audits", "findings"]) {
    by_id(name).hidden = name !== tab;
    const of = left[name].reduce((sum, one) => sum + one, 0);
    const button = by_id(`tab-${name}`);
    button.setAttribute("aria-selected", String(name === tab));
    button.tabIndex = name === tab ? 0 : -1;
    const all = rows[name].length;
    const figures = of === all ? grouped(all) : `${grouped(of)} / ${grouped(all)}`;
    button.replaceChildren(words[name], " ", make("b", {}, figures));
  }
  for (const key of ["q", ...FILTERS]) {
    const field = by_id(`filter-${key}`);
    if (field.value !== state[key]) field.value = state[key];
    field.classList.toggle("set", Boolean(state[key]));
  }
  by_id("reset").disabled = !["q", ...FILTERS].some((key) => state[key]);
  if (!tables[tab]) build(tab);
  else if (tables[tab].is_built && tables[tab].shows !== left[tab]) {
    tables[tab].shows = left[tab];
    tables[tab].setFilter((row) => left[tab][row.at]);
  }
}

const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

function change(changes) {
  Object.assign(state, changes);
  write_address();
  sift();
  update();
}

function lay_out() {
  let waiting = 0;
  const search = make("input", { id: "filter-q", type: "search", placeholder: words.search, autocomplete: "off" });
  search.setAttribute("aria-label", words.search);
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => change({ q: search.value }), 120);
  });
  by_id("filters").append(search);
  for (const key of FILTERS) {
    const options = facets[key].map(([value, name, number]) => make("option", { value }, `${name}${words.left}${grouped(number)}${words.right}`));
    const select = make("select", { id: `filter-${key}` }, make("option", { value: "" }, words.all), ...options);
    select.addEventListener("change", () => change({ [key]: select.value }));
    by_id("filters").append(make("label", {}, make("span", {}, words[key]), select));
  }
  const reset = make("button", { id: "reset", type: "button" }, words.reset);
  reset.addEventListener("click", () => change(Object.fromEntries(["q", ...FILTERS].map((key) => [key, ""]))));
  by_id("filters").append(reset);
  by_id("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const name of ["audits", "findings"]) {
    const tab = make("button", { id: `tab-${name}`, type: "button", role: "tab" });
    tab.setAttribute("aria-controls", name);
    tab.addEventListener("click", () => change({ tab: name }));
    tab.addEventListener("keydown", (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      change({ tab: name === "audits" ? "findings" : "audits" });
      by_id(`tab-${state.tab}`).focus();
    });
    by_id("tabs").append(tab);
  }
}

function arrive() {
  read_address();
  sift();
  const table = tables[state.tab];
  if (table && table.is_built) table.setSort(sorters(state.tab));
  update();
}

by_id("app").hidden = false;
lay_out();
window.addEventListener("hashchange", arrive);
arrive();
