// Borders to SVG paths: node world.mjs STATES.csv OUT.json; see README.md.
import { readFileSync, writeFileSync } from "node:fs";
import { geoEqualEarth, geoGraticule, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";

const WIDTH = 960;
const HEIGHT = 468;
const SMALL = 14; // square units under which a shape cannot be pointed at

// Areas drawn with a hatch: the name of the feature, or a ring of one that holds a point.
const AREAS = [
  { id: "UKR", name: "Crimea", ring: ["Russia", [34.0, 45.2]],
    note: "Crimea: held by Russia since 2014; the General Assembly counts it to Ukraine (resolution 68/262)." },
  { id: "ESH", name: "Western Sahara", feature: "W. Sahara",
    note: "Western Sahara: a territory whose status the United Nations holds to be open; most of it is held by Morocco." },
  { id: "XKX", name: "Kosovo", feature: "Kosovo",
    note: "Kosovo: declared independent in 2008; about half of the members of the United Nations recognise it, Serbia does not." },
  { id: "SOM", name: "Somaliland", feature: "Somaliland",
    note: "Somaliland: governs itself since 1991; counted to Somalia." },
  { id: "CYP", name: "Northern Cyprus", feature: "N. Cyprus",
    note: "Northern Cyprus: outside the control of the Republic of Cyprus since 1974; recognised by Turkey alone." },
  { id: "PSE", name: "Palestine", feature: "Palestine",
    note: "Palestine: its borders with Israel are not agreed." },
  { id: "TWN", name: "Taiwan", feature: "Taiwan",
    note: "Taiwan: governs itself and is claimed by China." },
];
// Lines drawn dashed: between two features, in the whole or inside a box of degrees [west, south, east, north].
const LINES = [
  ["Serbia", "Kosovo"], ["Cyprus", "N. Cyprus"], ["Somalia", "Somaliland"], ["Morocco", "W. Sahara"],
  ["Israel", "Palestine"], ["Israel", "Syria"], ["North Korea", "South Korea"],
  ["India", "Pakistan", [73, 32, 79, 38]], ["China", "Pakistan", [73, 34, 79, 38]],
  ["India", "China", [76, 31, 81, 37]], ["India", "China", [91, 26, 98, 30]],
  ["Sudan", "S. Sudan", [27, 8, 31, 11]],
];
const LINE_NOTE = "Dashed lines: borders and lines of control that are not agreed, in Kashmir, between China and India, on the Golan, in Abyei, in Korea, and around the areas named here.";

const [, , statesFile, outFile] = process.argv;
const world = JSON.parse(readFileSync("node_modules/world-atlas/countries-110m.json", "utf-8"));
const countries = world.objects.countries;
// Columns: id, iso2, numeric, name, kind, from, to, parent, lat, lon; names with commas are quoted.
const states = readFileSync(statesFile, "utf-8").trim().split("\n").slice(1).map((line) => {
  const cells = [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((m) => m[2] ?? m[1]);
  return { id: cells[0], numeric: cells[2], kind: cells[4], lat: Number(cells[8] || NaN), lon: Number(cells[9] || NaN) };
});
const byNumber = new Map(states.filter((s) => s.numeric && s.kind !== "former").map((s) => [s.numeric, s.id]));

const projection = geoEqualEarth().rotate([-11, 0]).fitSize([WIDTH, HEIGHT], { type: "Sphere" });
const path = geoPath(projection).digits(1);
const polygons = (geometry) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);
const inside = ([x, y], ring) => ring.reduce((odd, [ax, ay], i) => {
  const [bx, by] = ring[(i + ring.length - 1) % ring.length];
  return (ay > y) !== (by > y) && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !odd : odd;
}, false);

const features = feature(world, countries).features;
const shapes = new Map();
const disputed = [];
for (const item of features) {
  const name = item.properties.name;
  const area = AREAS.find((a) => a.feature === name);
  let rings = polygons(item.geometry);
  for (const cut of AREAS.filter((a) => a.ring && a.ring[0] === name)) {
    const held = rings.filter((ring) => inside(cut.ring[1], ring[0]));
    if (held.length !== 1) throw new Error(`no ring for ${cut.name}`);
    rings = rings.filter((ring) => !held.includes(ring));
    disputed.push({ id: cut.id, name: cut.name, note: cut.note, d: path({ type: "MultiPolygon", coordinates: held }) });
  }
  const d = path({ type: "MultiPolygon", coordinates: rings });
  if (area) disputed.push({ id: area.id, name: area.name, note: area.note, d });
  const id = area ? area.id : byNumber.get(item.id);
  if (name === "Antarctica") continue;
  if (!id) { console.error(`no code for ${name} (${item.id})`); continue; }
  if (area && area.id !== id) throw new Error(name);
  if (area && ["SOM", "CYP"].includes(area.id)) continue;
  if (!(area && area.ring)) shapes.set(id, { id, d, area: geoPath(projection).area({ type: "MultiPolygon", coordinates: rings }) });
}
for (const area of AREAS) if (!disputed.some((d) => d.name === area.name)) throw new Error(`${area.name} is not drawn`);

const keep = (line, box) => {
  if (!box) return [line];
  const [west, south, east, north] = box;
  const parts = [[]];
  for (const point of line) {
    const [x, y] = point;
    if (x >= west && x <= east && y >= south && y <= north) parts[parts.length - 1].push(point);
    else if (parts[parts.length - 1].length) parts.push([]);
  }
  return parts.filter((part) => part.length > 1);
};
const lines = LINES.flatMap(([one, two, box]) => {
  const found = mesh(world, countries, (a, b) => a !== b && [a, b].every((g) => [one, two].includes(g.properties.name)));
  const kept = found.coordinates.flatMap((line) => keep(line, box));
  if (!kept.length) console.error(`no line between ${one} and ${two}`);
  return kept;
});
const points = {};
for (const state of states) {
  if (Number.isNaN(state.lat) || Number.isNaN(state.lon) || state.kind === "former") continue;
  const [x, y] = projection([state.lon, state.lat]);
  points[state.id] = [Number(x.toFixed(1)), Number(y.toFixed(1))];
}
const drawn = [...shapes.values()].filter((s) => s.area >= SMALL);
writeFileSync(outFile, JSON.stringify({
  width: WIDTH,
  height: HEIGHT,
  sphere: path({ type: "Sphere" }),
  grid: path(geoGraticule().step([30, 30])()),
  shapes: drawn.map(({ id, d }) => ({ id, d })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  disputed,
  lines: path({ type: "MultiLineString", coordinates: lines }),
  line_note: LINE_NOTE,
  points,
}) + "\n");
console.error(`${drawn.length} shapes, ${Object.keys(points).length} points, ${disputed.length} disputed areas`);
