/** Words that only elements in pages of others put there. Korean first. */
const korean = {
  correction: "바로잡습니다",
  published: "입력",
  asOf: (time: string) => `연결이 끊김 · ${time} 기준`,
  advertisement: "광고",
  noReadings: "관측값이 없습니다",
  moreBreaking: (count: number) => `외 ${count}건`,
};

const english: typeof korean = {
  correction: "Corrections",
  published: "Published",
  asOf: (time) => `Offline · as of ${time}`,
  advertisement: "Advertisement",
  noReadings: "No readings yet",
  moreBreaking: (count) => `${count} more`,
};

export const embedText = typeof document !== "undefined" && /^en\b/i.test(document.documentElement.lang) ? english : korean;
