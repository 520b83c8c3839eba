/**
 * What the demo people have been talking about. `at` is "4d 19:12", four days ago at that time of the server's zone, or
 * "25m", minutes before the seeding.
 */
export type DemoName = "alice" | "bob" | "charlie";
export type DemoLine = {
  who: DemoName;
  at: string;
  text: string;
  /** What it said before it was edited. */
  before?: string;
  /** How many lines above it stands what it answers. */
  answers?: number;
  /** Who reacted, by emoji. */
  reactions?: Record<string, DemoName[]>;
};
export type DemoThread = {
  /** Of a group; a direct thread's id comes from its pair. */
  id?: string;
  /** Null in a direct thread. */
  title: string | null;
  people: DemoName[];
  /** How many of the newest lines somebody has not read yet. */
  unread: Partial<Record<DemoName, number>>;
  lines: DemoLine[];
};

export const DEMO_PASSWORD = "password123";

export const DEMO_PEOPLE = {
  alice: { id: "a11ce000-0000-4000-8000-000000000001", name: "Alice" },
  bob: { id: "b0b00000-0000-4000-8000-000000000002", name: "Bob" },
  charlie: { id: "c4a471e0-0000-4000-8000-000000000003", name: "Charlie" },
} as const satisfies Record<DemoName, { id: string; name: string }>;

export const DEMO_THREADS: DemoThread[] = [
  {
    id: "1a510000-0000-4000-8000-000000000001",
    title: "Lake weekend",
    people: ["alice", "bob", "charlie"],
    unread: { alice: 2 },
    lines: [
      { who: "alice", at: "4d 18:52", text: "So, are we doing the lake again this year?" },
      { who: "alice", at: "4d 18:52", text: "I have the weekend after next free, and no excuse." },
      { who: "bob", at: "4d 19:03", text: "In. I have been looking at that forecast all day." },
      { who: "charlie", at: "4d 19:20", text: "In, if somebody else drives. My car is at the garage until Thursday." },
      {
        who: "bob",
        at: "4d 19:21",
        text: "I can drive. Three people, one tent, no cooler the size of a fridge this time.",
      },
      { who: "charlie", at: "4d 19:22", text: "That cooler saved the weekend and you know it" },
      { who: "alice", at: "4d 19:25", text: "It saved the ice. We ate crisps for two days." },
      {
        who: "bob",
        at: "3d 08:14",
        text: "Morning. The small campsite by the mill still has places, 24 a night for all of us.",
      },
      { who: "alice", at: "3d 08:30", text: "The one with the jetty?" },
      { who: "bob", at: "3d 08:31", text: "The one with the jetty.", reactions: { "😍": ["alice", "charlie"] } },
      { who: "alice", at: "3d 08:31", text: "Then I don’t need to know anything else. **Book it!**" },
      {
        who: "bob",
        at: "3d 12:47",
        text: "Booked. Friday to Sunday, under my name.",
        before: "Booked. Friday to Monday, under my name.",
        reactions: { "🎉": ["alice", "charlie"], "🙏": ["alice"] },
      },
      {
        who: "charlie",
        at: "2d 21:05",
        text: "List so far:\n- tent (Bob)\n- stove and gas (me)\n- food (Alice?)\n- life jackets (…anyone?)",
      },
      {
        who: "alice",
        at: "2d 21:11",
        text: "Food is mine. I will make the lentil thing again unless there are protests.",
      },
      { who: "bob", at: "2d 21:12", text: "No protests. There is a petition in favour, I started it." },
      {
        who: "charlie",
        at: "1d 17:38",
        text: "Rain on Friday evening, dry from Saturday on. I trust this forecast with my life.",
      },
      {
        who: "alice",
        at: "1d 17:52",
        text: "You said that last year, in the rain.",
        answers: 1,
        reactions: { "😂": ["bob"] },
      },
      { who: "charlie", at: "52m", text: "Morning! The rental has two boats left for Saturday." },
      { who: "charlie", at: "52m", text: "The code for the reservation is `LAKE-2281`, valid for two hours." },
      { who: "alice", at: "49m", text: "Take the bigger one! I’ll pay you back tonight.", answers: 2 },
      { who: "alice", at: "49m", text: "And @bob, you said you had life jackets?" },
      {
        who: "bob",
        at: "41m",
        text: "Two. The third one is a swimming ring in the shape of a flamingo.",
        reactions: { "🦩": ["charlie"] },
      },
      { who: "charlie", at: "38m", text: "Booked! Boat is ours from ten 🎉" },
    ],
  },
  {
    title: null,
    people: ["alice", "bob"],
    unread: { alice: 1 },
    lines: [
      {
        who: "bob",
        at: "3d 12:50",
        text: "I put the three of us on one bill for the campsite, is that all right with you?",
      },
      { who: "alice", at: "3d 13:04", text: "Of course. Send me the number and I’ll transfer my part." },
      { who: "bob", at: "3d 13:05", text: "16 each, no hurry at all." },
      { who: "alice", at: "3d 13:31", text: "Done." },
      { who: "alice", at: "1d 20:15", text: "It is Charlie’s birthday on Saturday, do you remember?" },
      { who: "bob", at: "1d 20:44", text: "I remember now. Cake on a boat?" },
      { who: "alice", at: "1d 20:45", text: "Cake on a boat. I bake, you hide it in the car." },
      { who: "bob", at: "1d 20:46", text: "🎂🚣" },
      {
        who: "bob",
        at: "12m",
        text: "Found candles that burn in the wind. Can you bring a lighter? Mine has been to the lake before.",
      },
    ],
  },
  {
    title: null,
    people: ["alice", "charlie"],
    unread: {},
    lines: [
      {
        who: "charlie",
        at: "2d 10:22",
        text: "Did you get the invoice for the projector? I think they charged us twice.",
      },
      { who: "alice", at: "2d 10:40", text: "They did. I called, the second one will be cancelled." },
      { who: "charlie", at: "2d 10:41", text: "You are the best." },
      { who: "alice", at: "1d 09:05", text: "The correction has arrived, 118.40 back to the club’s account." },
      { who: "charlie", at: "1d 09:30", text: "Thank you, that helped a lot." },
    ],
  },
  {
    title: null,
    people: ["bob", "charlie"],
    unread: { charlie: 1 },
    lines: [
      { who: "charlie", at: "2d 18:02", text: "Can you pick me up on Friday? The garage says Monday now." },
      { who: "bob", at: "2d 18:20", text: "Sure, I am at your place at four. Bring as little as you can bear." },
      { who: "charlie", at: "2d 18:21", text: "One rucksack, one stove, one cooler." },
      { who: "bob", at: "2d 18:22", text: "One rucksack, one stove." },
      { who: "bob", at: "26m", text: "We leave at four sharp, Alice wants to be there before dark." },
    ],
  },
  {
    id: "b0070000-0000-4000-8000-000000000002",
    title: "Reading group",
    people: ["charlie", "alice", "bob"],
    unread: {},
    lines: [
      { who: "charlie", at: "9d 20:02", text: "Next one is the lighthouse book, if nobody objects." },
      { who: "bob", at: "9d 20:15", text: "The thin one or the one I could sleep on?" },
      { who: "charlie", at: "9d 20:16", text: "The thin one. 190 pages with generous margins." },
      { who: "alice", at: "8d 07:58", text: "Read half of it on the train already. No spoilers, but chapter 7." },
      { who: "bob", at: "6d 22:31", text: "Chapter 7!" },
      { who: "charlie", at: "6d 22:40", text: "I told you. Thursday at mine, I make the soup." },
    ],
  },
];
