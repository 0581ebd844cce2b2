// Writes the simulator's moments the Indonesian way, in the zone of an office.

const WITA = "Asia/Makassar";
const WIB = "Asia/Jakarta";
const HOURS = { [WITA]: 8, [WIB]: 7 };
const SHORT = { [WITA]: "WITA", [WIB]: "WIB" };
const DATE = { day: "numeric", year: "numeric" };
const DAY = 86_400_000;

const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("id-ID", { timeZone: zone, ...options }));
  return formats.get(key);
}

/** The zone in which a person reads the time: that of their office, WITA where none is known. */
export function zoneOf(persona) {
  return persona?.office?.startsWith("belitung") ? WIB : WITA;
}

/** The short name of a zone: "WITA" or "WIB". */
export function zoneName(zone) {
  return SHORT[zone];
}

/** "14.05" */
export function timeOfDay(milliseconds, zone) {
  const digits = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return format(zone, digits).format(milliseconds).replace(":", ".");
}

/** "Senin, 3 Agustus 2026" */
export function longDate(milliseconds, zone) {
  return format(zone, { weekday: "long", ...DATE, month: "long" }).format(milliseconds);
}

/** "Sen, 3 Agu 2026" */
function shortDate(milliseconds, zone) {
  return format(zone, { weekday: "short", ...DATE, month: "short" }).format(milliseconds);
}

/** "Senin, 3 Agustus 2026 pukul 14.05 WITA · 13.05 WIB" */
export function bothZones(milliseconds) {
  const { long, wita, wib } = face(milliseconds);
  return `${long} pukul ${wita} WITA · ${wib} WIB`;
}

/** Both clocks of the bar: the date in WITA (short and long) and the hours in WITA and WIB. */
export function face(milliseconds) {
  return {
    date: shortDate(milliseconds, WITA),
    long: longDate(milliseconds, WITA),
    wita: timeOfDay(milliseconds, WITA),
    wib: timeOfDay(milliseconds, WIB),
  };
}

/** Seconds until 08.00 local of the next Monday-to-Friday day after today; holidays are not known here. */
export function secondsToNextWorkday(milliseconds, zone) {
  const shift = HOURS[zone] * 3_600_000;
  const midnight = Math.floor((milliseconds + shift) / DAY) * DAY;
  let day = midnight + DAY;
  while ([0, 6].includes(new Date(day).getUTCDay())) day += DAY;
  return Math.ceil((day + 8 * 3_600_000 - shift - milliseconds) / 1000);
}

/** "1 hari 2 jam", the length of a span in seconds, in its two largest units. */
export function span(seconds) {
  const units = [[86_400, "hari"], [3_600, "jam"], [60, "menit"]];
  let rest = Math.abs(Math.round(seconds));
  const words = [];
  for (const [size, name] of units) {
    const count = Math.floor(rest / size);
    if (count) words.push(`${count} ${name}`);
    rest -= count * size;
  }
  return words.slice(0, 2).join(" ") || `${rest} detik`;
}
