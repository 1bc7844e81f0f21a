import { describe, expect, it } from "vitest";
import { split } from "../src/controls/list";
import { parseDate, showDate } from "../src/values/date";
import { parseNumber, showNumber } from "../src/values/number";

describe("numbers", () => {
  it.each([
    ["412", 412], ["8.412", 8412], ["1.234.567", 1234567], ["12 345", 12345], ["3,4", 3.4], ["−3,4", -3.4],
    ["-5", -5], ["0", 0], [" 7 ", 7], ["12.300,50", 12300.5],
  ])("reads %s", (text, value) => expect(parseNumber(text)).toBe(value));

  it.each(["", "rund 5000", "12.3", "1.23", "12,3 Tsd.", "3-4", "1.2345", "zwölf", "5 %", ",5", "1..2"])(
    "leaves %j to the assistant", (text) => expect(parseNumber(text)).toBeNull());

  it("shows numbers as Germans write them", () => {
    expect(showNumber(8412.5)).toBe("8.412,5");
    expect(showNumber(-3)).toBe("−3");
  });

  it("shows what it reads", () => {
    for (const value of [0, 1, 999, 1000, 123456.75, -1500]) expect(parseNumber(showNumber(value))).toBe(value);
  });
});

describe("dates", () => {
  it.each([
    ["14.3.2027", "2027-03-14"], ["14. März 2027", "2027-03-14"], ["2027-03-14", "2027-03-14"], ["März 2027", "2027-03"],
    ["mai 2027", "2027-05"], ["Dez. 2026", "2026-12"], ["04/2027", "2027-04"], ["3. Quartal 2027", "2027-Q3"],
    ["Q1 2027", "2027-Q1"], ["KW 12 2027", "2027-W12"], ["2027", "2027"], ["2027-W05", "2027-W05"],
    ["1.3.2027 bis 5.3.2027", "2027-03-01/2027-03-05"], ["März 2027 bis Mai 2027", "2027-03/2027-05"],
    ["2027 bis 2029", "2027/2029"],
  ])("reads %s", (text, value) => expect(parseDate(text)).toBe(value));

  it.each(["", "31.2.2027", "Mitte März", "Ende Januar 2027", "13/2027", "KW 60 2027", "bald", "14.3.", "1234567"])(
    "leaves %j to the assistant", (text) => expect(parseDate(text)).toBeNull());

  it("shows what it reads", () => {
    const all = ["2027-03-14", "2027-03", "2027-Q3", "2027-W12", "2027", "2027-03-01/2027-03-05", "2027/2029", "2027-Q1/2027-Q3"];
    for (const iso of all) expect(parseDate(showDate(iso))).toBe(iso);
    expect(showDate("2027-03-14")).toBe("14. März 2027");
  });

  it("knows every month", () => {
    for (let month = 1; month <= 12; month += 1) {
      const iso = `2027-${String(month).padStart(2, "0")}`;
      expect(parseDate(showDate(iso))).toBe(iso);
    }
  });
});

describe("lists", () => {
  it("makes entries of pasted lines", () => {
    expect(split("- Feuerwehr\n2) Seniorenbeirat\n\n • Chor \nFeuerwehr")).toEqual(["Feuerwehr", "Seniorenbeirat", "Chor"]);
    expect(split("3-Felder-Halle")).toEqual(["3-Felder-Halle"]);
  });
});
