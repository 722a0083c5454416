import { text } from "../text";

const seoul = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Seoul",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

function parts(time: number): Record<string, string> {
  return Object.fromEntries(seoul.formatToParts(time).map((part) => [part.type, part.value]));
}

/** 2026.11.23 14:05, in Seoul wherever the reader is. */
export function dateAndTime(time: number): string {
  const { year, month, day, hour, minute } = parts(time);
  return `${year}.${month}.${day} ${hour}:${minute}`;
}

/** 11.23 14:05 */
export function shortDateAndTime(time: number): string {
  return dateAndTime(time).slice(5);
}

/** 14:05 */
export function hourAndMinute(time: number): string {
  return dateAndTime(time).slice(11);
}

/** 14:05 of the day that it is, and 11.23 14:05 of any other. */
export function clockOrDate(time: number, now: number): string {
  return dateAndTime(time).slice(0, 10) === dateAndTime(now).slice(0, 10) ? hourAndMinute(time) : shortDateAndTime(time);
}

/** 14시 05분 */
export function clockTime(time: number): string {
  const [hour, minute] = hourAndMinute(time).split(":");
  return text.time(hour!, minute!);
}

/** 2026.11.23 (월) */
export function dateWithWeekday(time: number): string {
  const days = text.time("", "") === ":" ? ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] : ["일", "월", "화", "수", "목", "금", "토"];
  const { year, month, day } = parts(time);
  const weekday = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay();
  return `${year}.${month}.${day} (${days[weekday]})`;
}
