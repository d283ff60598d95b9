// The data of the page, and which of its rows the filters and the words searched for leave.
const data = JSON.parse(document.getElementById("data").textContent);
const { words, names, facets } = data;

// A column is a list, or a list of its different values with the number of each row's.
const column = (packed) =>
  Array.isArray(packed) ? packed : packed.codes.map((code) => (code < 0 ? null : packed.values[code]));

function rows_of(packed) {
  const columns = Object.entries(packed).map(([key, values]) => [key, column(values)]);
  return columns[0][1].map((_, at) => {
    const row = { at };
    for (const [key, values] of columns) row[key] = values[at];
    return row;
  });
}

const OF_REPORT = ["year", "level", "region", "status"];
const OF_FINDING = ["severity", "rule", "review"];
const FILTERS = [...OF_REPORT, ...OF_FINDING];
const rows = { audits: rows_of(data.audits), findings: rows_of(data.findings) };
for (const finding of rows.findings) {
  const audit = rows.audits[finding.audit];
  for (const key of ["id", "agency", "year", "source", "outputs"]) finding[key] = audit[key];
}

// What the address says: the tab, the words searched for, a value per filter, and the order.
const state = { tab: "audits", q: "" };
const order = { audits: "", findings: "" };

function read_address() {
  const said = new URLSearchParams(location.hash.slice(1));
  state.tab = said.get("tab") === "findings" ? "findings" : "audits";
  for (const key of ["q", ...FILTERS]) state[key] = said.get(key) || "";
  order[state.tab] = said.get("sort") || "";
}

function write_address() {
  const said = new URLSearchParams();
  if (state.tab !== "audits") said.set("tab", state.tab);
  for (const key of ["q", ...FILTERS]) if (state[key]) said.set(key, state[key]);
  if (order[state.tab]) said.set("sort", order[state.tab]);
  history.replaceState(null, "", `#${said}`);
}

const folded = new Map();

// Width and case make no difference. The same words stand in many rows: each is folded once.
function fold(text) {
  if (!text) return "";
  let known = folded.get(text);
  if (known === undefined) folded.set(text, (known = text.normalize("NFKC").toLowerCase()));
  return known;
}

const REPORT_TEXTS = ["agency", "source", "reason", "id"];
const FINDING_TEXTS = [
  "message", "agency", "source", "rule", "observed", "expected", "evidence", "suspect", "remark",
];
const says = (row, fields, wanted) =>
  wanted.every((part) => fields.some((field) => fold(row[field]).includes(part)));
const is_in = (value, wanted) =>
  wanted === "counted" ? value !== "dismissed" : String(value ?? "none") === wanted;
const fits = (row, keys) => keys.every((key) => !state[key] || is_in(row[key], state[key]));
const left = { audits: [], findings: [] };

// A report is left if a finding of it is; without a filter on findings also for its own words.
function sift() {
  const wanted = fold(state.q).split(/\s+/).filter(Boolean);
  const on_findings = OF_FINDING.some((key) => state[key]);
  const own = rows.audits.map((audit) => fits(audit, OF_REPORT));
  const has = rows.audits.map(() => false);
  left.findings = rows.findings.map((finding) => {
    const is_left =
      own[finding.audit] && fits(finding, OF_FINDING) && says(finding, FINDING_TEXTS, wanted);
    if (is_left) has[finding.audit] = true;
    return is_left;
  });
  left.audits = rows.audits.map(
    (audit, at) => own[at] && (has[at] || (!on_findings && says(audit, REPORT_TEXTS, wanted))),
  );
}
