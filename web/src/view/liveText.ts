/** Words that the script of live blogs puts on a page. Korean first. */
const korean = {
  now: "생중계 중",
  over: "중계 종료",
  pinned: "고정",
  key: "주요",
  newPosts: (count: number) => `새 소식 ${count}건 보기`,
  newPostsAnnounced: (count: number) => `새 소식 ${count}건이 올라왔습니다.`,
  newPostAnnounced: (headline: string) => `새 소식. ${headline}`,
};

const english: typeof korean = {
  now: "Live",
  over: "Coverage ended",
  pinned: "Pinned",
  key: "Key",
  newPosts: (count) => (count === 1 ? "Show 1 new update" : `Show ${count} new updates`),
  newPostsAnnounced: (count) => (count === 1 ? "1 new update." : `${count} new updates.`),
  newPostAnnounced: (headline) => `New update. ${headline}`,
};

export const liveText = /^en\b/i.test(document.documentElement.lang) ? english : korean;
