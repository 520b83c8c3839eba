import { beforeAll, expect, test } from "vitest";
import { searchMessages } from "@/lib/search";
import type { Viewer } from "@/lib/sessions";
import { castOfThree, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

setStage();

/** What Ana said, each under a name of its own. */
const CORPUS = {
  // English
  en1: "Shall we have noodles tonight? I know a place near the old harbour.",
  en2: "The deploy failed again: connection refused by 10.0.0.5:5432",
  en3: "I re-ran the well-known script, it's fine now. No need to roll back!",
  en4: "Can you proof-read my résumé before Friday?",
  en5: "Noodle soup is not the same as noodles in soup.",
  en6: "R is a language, and so is Go; C++ and C# are others. C is the oldest.",
  en7: "Meeting moved to 4 pm, see https://calendar.example.com/event?id=42#notes",
  en8: "He said 'do not panic', and everybody panicked.",
  // German
  de1: "Die Straße zum Bahnhof ist wegen Bauarbeiten gesperrt.",
  de2: "Können wir morgen über das Übergangsgeld sprechen?",
  de3: "Grüße aus München! Das Café am Marktplatz hat endlich wieder geöffnet.",
  de4: "Der Donaudampfschifffahrtskapitän fährt mit dem E-Bike.",
  de5: "Bitte die Rechnung RE-2026-0815 bis Freitag bezahlen.",
  // French
  fr1: "L'été dernier, nous étions à Besançon chez ma grand-mère.",
  fr2: "Ça va ? Le garçon a mangé des crêpes à la crème brûlée.",
  fr3: "Où est la bibliothèque ? J'ai oublié mon cœur là-bas.",
  fr4: "Aujourd’hui on révise la leçon sur l’œuvre de Molière.",
  // Spanish
  es1: "¿Mañana vamos al año nuevo con la niña y el pingüino?",
  es2: "El corazón de la canción está en la última estrofa.",
  es3: "¡Qué difícil es aprender español a los 40!",
  // Russian
  ru1: "Ёлка стоит в углу, а ёжик спит.",
  ru2: "Поезд в Москву отправляется в 15:30 с третьего пути.",
  ru3: "Я ещё не прочитал эту книгу, но очень хочу.",
  // Turkish
  tr1: "İstanbul'da hava çok güzel, Iğdır'da yağmur var.",
  tr2: "Şimdi öğle yemeği için çorba içiyoruz.",
  // Greek
  el1: "Η ΟΔΟΣ είναι κλειστή, ο δρόμος όμως όχι.",
  el2: "Καλημέρα! Τι κάνεις σήμερα;",
  // Japanese
  ja1: "東京都庁の展望台に行きました。",
  ja2: "明日はカラオケとラーメンの予定です。",
  ja3: "ﾗｰﾒﾝよりカレーがいい。",
  ja4: "京都のお寺はとても静かでした。",
  // Chinese
  zh1: "我们明天在北京大学门口见面。",
  zh2: "这个软件的版本是v2.0.1,请更新。",
  zh3: "北方的天气很冷,大家多穿衣服。",
  // Korean
  ko1: "서울에서 만나요, 김치찌개 먹으러 가요.",
  ko2: "서울시청 근처에 새 카페가 생겼어요.",
  // Arabic
  ar1: "مَرْحَباً بِكُم في القاهرة",
  ar2: "أهلاً وسهلاً، كيف حالك اليوم؟",
  ar3: "المدرسة مغلقة غدا",
  // Hebrew
  he1: "שָׁלוֹם לכולם, נפגשים מחר",
  // Hindi
  hi1: "नमस्ते, आप कैसे हैं?",
  // Thai
  th1: "สวัสดีครับ วันนี้อากาศดีมาก",
  // Polish
  pl1: "Zażółć gęślą jaźń w Łodzi",
  // Code and technical things
  co1: "Call `sendMessages(viewer, { threadId })` in lib/messages.ts",
  co2: "const max_retry_count = 3; // see RETRY_LIMIT",
  co3: "npm ERR! code ERESOLVE while resolving react-dom@19.3.1",
  co4: "Upgrade to v1.2.3 or 1.2.30, never 1.20.3",
  co5: "ssh root@192.168.0.1 -p 2222; the other one is 192.168.0.12",
  co6: "fe80::1ff:fe23:4567:890a is its IPv6 address",
  co7: "SELECT * FROM users WHERE id = 'a1b2c3d4-0000-4000-8000-00000000000e';",
  co8: "Fixed in #1234 and PR !567, commit 3f2a9bc",
  co9: "The file is /etc/nginx/sites-enabled/default.conf or C:\\Windows\\System32",
  co10: "git push --force-with-lease origin feature/search-page",
  co11: "obj?.prop ?? fallback && !isDone",
  co12: "utf8mb4 and base64 and sha256sum",
  // Short, mixed, marked up
  mx1: "ok",
  mx2: "🎉🎉 We did it!",
  mx3: "**Important**: _please_ read [the manual](https://docs.example.com/manual)",
  mx4: "100 % sure, 3.14 is π",
  mx5: "Ｆｕｌｌｗｉｄｔｈ letters",
  mx6: "a b c d",
} satisfies Record<string, string>;

type Name = keyof typeof CORPUS;

/** What finds what. */
const GOLDEN: [query: string, found: Name[]][] = [
  // English: words, beginnings, several, phrases, without
  ["noodles", ["en1", "en5"]],
  ["NOOD", ["en1", "en5"]],
  ["noodle soup", ["en5"]],
  ['"noodle soup"', ["en5"]],
  ['"soup noodle"', []],
  ['"in soup"', ["en5"]],
  ["noodles -soup", ["en1"]],
  ['noodles -"noodle soup"', ["en1"]],
  ["harb", ["en1"]],
  ["arbour", []],
  ["panic", ["en8"]],
  ['"panic"', ["en8"]],
  ['"do not panic"', ["en8"]],
  ['"not do panic"', []],
  ["resume", ["en4"]],
  ["proofread", ["en4"]],
  ["proof-read", ["en4"]],
  ["read", ["en4", "mx3"]],
  ["well-known", ["en3"]],
  ["known", ["en3"]],
  ["its fine", ["en3"]],
  ["it's", ["en3", "co6"]],
  ["friday", ["en4"]],
  ["4", ["en7"]],
  // One- and two-letter words
  ["r", ["en6"]],
  ["go", ["en6"]],
  ["c++", ["en6"]],
  ["c#", ["en6"]],
  ["ok", ["mx1"]],
  ['"b c"', ["mx6"]],
  ['"c b"', []],
  // German
  ["strasse", ["de1"]],
  ["STRASSE", ["de1"]],
  ["Straße", ["de1"]],
  ["ubergang", ["de2"]],
  ["Über", ["de2"]],
  ["konnen", ["de2"]],
  ["grusse munchen", ["de3"]],
  ["cafe", ["de3"]],
  ["donaudampf", ["de4"]],
  ["ebike", ["de4"]],
  ["RE-2026-0815", ["de5"]],
  ["0815", ["de5"]],
  ["freitag", ["de5"]],
  // French
  ["ete", ["fr1"]],
  ["été", ["fr1"]],
  ["grandmere", ["fr1"]],
  ["besancon", ["fr1"]],
  ["garcon creme", ["fr2"]],
  ["ça", ["fr2", "de3", "en4", "en7", "es2", "co1"]],
  ["ça va", ["fr2"]],
  ["coeur", ["fr3"]],
  ["cœur", ["fr3"]],
  ["oeuvre", ["fr4"]],
  ["aujourd'hui", ["fr4"]],
  ["moliere", ["fr4"]],
  // Spanish
  ["manana", ["es1"]],
  ["año", ["es1"]],
  ["pinguino", ["es1"]],
  ["corazon cancion", ["es2"]],
  ['"aprender espanol"', ["es3"]],
  // Russian
  ["елка", ["ru1"]],
  ["ЁЖИК", ["ru1"]],
  ["москв", ["ru2"]],
  ["15:30", ["ru2"]],
  ["еще", ["ru3"]],
  // Turkish, Greek, Polish
  ["istanbul", ["tr1"]],
  ["igdir", ["tr1"]],
  ["simdi corba", ["tr2"]],
  ["οδος", ["el1"]],
  ["δρομος", ["el1"]],
  ["καλημερα", ["el2"]],
  ["zazolc lodzi", ["pl1"]],
  // Japanese
  ["東京", ["ja1"]],
  ["京都", ["ja1", "ja4"]],
  ["都庁", ["ja1"]],
  ["寺", ["ja4"]],
  ["ラーメン", ["ja2", "ja3"]],
  ["ｶﾗｵｹ", ["ja2"]],
  ['"展望台に行き"', ["ja1"]],
  // Chinese
  ["北京", ["zh1"]],
  ["北", ["zh1", "zh3"]],
  ["京北", []],
  ["大学 明天", ["zh1"]],
  ["v2.0.1", ["zh2"]],
  // Korean, Arabic, Hebrew, Hindi, Thai
  ["서울", ["ko1", "ko2"]],
  ["김치", ["ko1"]],
  ["مرحبا", ["ar1"]],
  ["اهلا", ["ar2"]],
  ["المدرسه", ["ar3"]],
  ["שלום", ["he1"]],
  ["नमस्ते", ["hi1"]],
  ["อากาศ", ["th1"]],
  // Code, URLs, addresses, versions
  ["sendMessages", ["co1"]],
  ["sendmess", ["co1"]],
  ["lib/messages.ts", ["co1"]],
  ["max_retry_count", ["co2"]],
  ["retry", ["co2"]],
  ["react-dom", ["co3"]],
  ["19.3", ["co3"]],
  ["1.2.3", ["co4"]],
  ['"v1.2.3"', ["co4"]],
  ["1.20", ["co4"]],
  ["192.168.0.1", ["co5"]],
  ["192.168", ["co5"]],
  ["10.0.0.5:5432", ["en2"]],
  ["fe80::1ff", ["co6"]],
  ["a1b2c3d4-0000", ["co7"]],
  ["#1234", ["co8"]],
  ["3f2a9", ["co8"]],
  ["/etc/nginx", ["co9"]],
  ["default.conf", ["co9"]],
  ["C:\\Windows", ["co9"]],
  ["--force-with-lease", ["co10"]],
  ["feature/search", ["co10"]],
  ["isDone", ["co11"]],
  ["base64", ["co12"]],
  ["calendar.example.com", ["en7"]],
  ["https://calendar.example.com/event?id=42", ["en7"]],
  ["example.com", ["en7", "mx3"]],
  ["id=42", ["en7"]],
  // Marked up, emoji, wide
  ["important", ["mx3"]],
  ["manual", ["mx3"]],
  ["🎉", ["mx2"]],
  ["3.14", ["mx4"]],
  ["fullwidth", ["mx5"]],
  ["has:link manual", ["mx3"]],
];

const cast: { ben: Viewer; names: Map<number, Name> } = { ben: {} as Viewer, names: new Map() };

beforeAll(async () => {
  const { ana, ben, threadId } = await castOfThree();
  cast.ben = ben;
  for (const [name, body] of Object.entries(CORPUS)) cast.names.set((await say(ana, threadId, body)).seq, name as Name);
});

test("there are a hundred and more of them, in eight languages and more", () => {
  expect(GOLDEN.length).toBeGreaterThanOrEqual(100);
  const languages = new Set(Object.keys(CORPUS).map((name) => name.slice(0, 2)));
  for (const technical of ["co", "mx"]) languages.delete(technical);
  expect(languages.size).toBeGreaterThanOrEqual(8);
});

test.each(GOLDEN)("%s finds %j", async (q, found) => {
  for (const order of ["newest", "best"] as const) {
    const { results } = await searchMessages(cast.ben, { q, order, zone: "UTC", today: "2026-11-23" });
    expect(results.map(({ seq }) => cast.names.get(seq)).toSorted()).toEqual(found.toSorted());
  }
});
