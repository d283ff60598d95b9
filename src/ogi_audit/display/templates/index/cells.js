// What stands in the cells. Whatever comes from a report goes in as text, never as HTML.
function make(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

// The text, with the words searched for marked.
function marked(text) {
  const span = make("span", {});
  const wanted = state.q.split(/\s+/).filter(Boolean);
  if (!wanted.length || !text) {
    span.append(text || "");
    return span;
  }
  const pattern = wanted.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  text.split(new RegExp(`(${pattern})`, "i")).forEach((part, number) => {
    span.append(number % 2 ? make("mark", {}, part) : part);
  });
  return span;
}

const has_file = (row, suffix) => (row.outputs || "").split(" ").includes(suffix);

function link(row, suffix, content) {
  if (!has_file(row, suffix)) return content;
  return make("a", { href: `${encodeURIComponent(row.id)}.${suffix}` }, content);
}

const plain = (cell) => marked(String(cell.getValue() ?? ""));

function on_one_line(cell) {
  const value = cell.getValue() ?? "";
  return make("span", { className: "line", title: value }, marked(value));
}

// What is compared is a figure, or words where the form asks for words.
function compared(cell) {
  const value = cell.getValue() ?? "";
  return make("span", { className: value && !Number.isNaN(Number(value)) ? "figure" : "" }, marked(value));
}

function agency(cell) {
  const row = cell.getData();
  const name = link(row, "html", marked(row.agency || row.source || row.id));
  // Why there is no audit.
  return row.reason ? make("div", {}, name, make("small", {}, marked(row.reason))) : name;
}

// A value that stands for a word, with a further text below it if there is one.
const named = (kind, further) => (cell) => {
  const key = cell.getValue();
  const said = make("span", { className: `${kind} ${key}` }, names[kind][key] || String(key ?? ""));
  const text = further && cell.getData()[further];
  return text ? make("div", {}, said, make("small", {}, marked(text))) : said;
};

function count(cell) {
  const value = cell.getValue();
  const kind = value ? `count ${cell.getField()}` : "count zero";
  return make("span", { className: kind }, String(value ?? ""));
}

function message(cell) {
  const { message: said, evidence } = cell.getData();
  const text = make("div", { className: "message" }, marked(said));
  if (evidence) text.append(make("small", {}, marked(evidence)));
  return text;
}

function files(cell) {
  const row = cell.getData();
  const list = make("span", { className: "files" });
  for (const suffix of ["html", "ipynb", "json"])
    if (has_file(row, suffix)) list.append(link(row, suffix, words[suffix]));
  return list;
}
