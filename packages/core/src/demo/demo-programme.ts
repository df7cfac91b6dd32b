import type { EventCategory } from "@eventmaster/contract/events";

/** One kind of event that a company, club or community holds again and again. */
export interface DemoSeries {
  title: string;
  description: string;
  category: EventCategory;
  tags: string[];
  location: string;
  timeZone: string;
  /** Local hour at which it starts, and hours that it lasts. */
  hour: number;
  hours: number;
  capacity: number;
  /** Days from the day of seeding on which it is held. */
  days: number[];
  /** How much of the capacity is taken, 0 to 1. */
  demand: number;
}

export const demoProgramme: DemoSeries[] = [
  {
    title: "TypeScript Meetup",
    description:
      "Two talks, pizza, and an open hour.\n\n- **18:30** doors\n- **19:00** *Types that explain themselves*\n- **20:00** *What we learned from a million scans*\n\nEverybody is welcome, beginners most of all.",
    category: "meetup",
    tags: ["typescript", "web"],
    location: "Fabrik 23, Berlin",
    timeZone: "Europe/Berlin",
    hour: 18,
    hours: 4,
    capacity: 80,
    days: [-58, -30, 12, 40, 68],
    demand: 0.85,
  },
  {
    title: "New Colleagues' Breakfast",
    description: "Coffee, rolls and the people behind the names. Come as you are; bring a question.",
    category: "company",
    tags: ["onboarding"],
    location: "Canteen, Building 2",
    timeZone: "Europe/Berlin",
    hour: 9,
    hours: 2,
    capacity: 40,
    days: [-21, 7, 35, 63],
    demand: 0.6,
  },
  {
    title: "Autumn Engineering Conference",
    description:
      "One day, three tracks: **reliability**, **interfaces** and **data**. Talks are 25 minutes, with time to talk afterwards.\n\n> The hallway is the fourth track.\n\nLunch is included; tell us about allergies at the desk.",
    category: "conference",
    tags: ["engineering", "talks"],
    location: "Congress Hall, Hamburg",
    timeZone: "Europe/Berlin",
    hour: 9,
    hours: 9,
    capacity: 300,
    days: [25],
    demand: 0.7,
  },
  {
    title: "Club Night: Low Lights",
    description:
      "Deep house and dub until the first tram. Three residents, one guest, no photos on the floor.",
    category: "music",
    tags: ["club", "house"],
    location: "Kellerwerk, Leipzig",
    timeZone: "Europe/Berlin",
    hour: 22,
    hours: 7,
    capacity: 120,
    days: [-16, 4, 18, 46],
    demand: 1,
  },
  {
    title: "Taipei Product Talks",
    description:
      "三場短講與交流時間。Three short talks about products that people keep, in Mandarin and English.",
    category: "talk",
    tags: ["product"],
    location: "華山1914文創園區, 台北",
    timeZone: "Asia/Taipei",
    hour: 19,
    hours: 3,
    capacity: 60,
    days: [-35, 9, 37],
    demand: 0.75,
  },
  {
    title: "Figma for Engineers",
    description: "A hands-on afternoon: read a design file, take it apart, and ship it. Bring a laptop.",
    category: "workshop",
    tags: ["design", "hands-on"],
    location: "Studio 4, Floor 3",
    timeZone: "Europe/Berlin",
    hour: 13,
    hours: 4,
    capacity: 16,
    days: [-9, 11, 53],
    demand: 1,
  },
  {
    title: "Lunch Run",
    description:
      "Five easy kilometres along the river, at the pace of the slowest. Showers on the ground floor.",
    category: "sport",
    tags: ["running", "health"],
    location: "Meet at the north entrance",
    timeZone: "Europe/Berlin",
    hour: 12,
    hours: 1,
    capacity: 25,
    days: [-14, -7, 3, 10, 17, 24],
    demand: 0.4,
  },
  {
    title: "Board Games & Bao",
    description: "Long tables, short games, hot buns. First come, first dealt.",
    category: "social",
    tags: ["games", "food"],
    location: "The Common Room",
    timeZone: "Europe/Berlin",
    hour: 19,
    hours: 4,
    capacity: 36,
    days: [-25, 6, 34],
    demand: 0.9,
  },
  {
    title: "New York Customer Day",
    description: "Roadmap in the morning, your questions in the afternoon. Seats are few on purpose.",
    category: "conference",
    tags: ["customers"],
    location: "Pier 57, New York",
    timeZone: "America/New_York",
    hour: 10,
    hours: 7,
    capacity: 90,
    days: [31],
    demand: 0.55,
  },
  {
    title: "First Aid Refresher",
    description: "Two hours with the Red Cross. Counts towards the yearly certificate.",
    category: "other",
    tags: ["health", "training"],
    location: "Room 1.04",
    timeZone: "Europe/Berlin",
    hour: 14,
    hours: 2,
    capacity: 20,
    days: [-40, 15, 72],
    demand: 0.8,
  },
  {
    title: "Open Source Saturday",
    description: "Pick an issue, find a neighbour, send a patch. Mentors wear green.",
    category: "meetup",
    tags: ["open-source", "web"],
    location: "Makerspace, Kyoto",
    timeZone: "Asia/Tokyo",
    hour: 10,
    hours: 8,
    capacity: 50,
    days: [-50, 20, 55],
    demand: 0.65,
  },
  {
    title: "Choir Evening",
    description: "Four voices, one hour of rehearsal, one song by the end. No audition.",
    category: "music",
    tags: ["choir"],
    location: "Old Chapel",
    timeZone: "Europe/London",
    hour: 18,
    hours: 2,
    capacity: 45,
    days: [8, 22, 36],
    demand: 0.5,
  },
];
