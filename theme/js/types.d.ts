/**
 * What the scripts of the page share: `window.hops`. Each file adds its own part, in the order in which index.hbs names them; types only,
 * nothing of this reaches a reader. `cd tests/browser && npx tsc -p .` checks every script against it.
 */

/** What one tick, note or setting is: the state's smallest part. `null` is kept, with its time, for what was taken back. */
interface HopsItem {
  value: unknown;
  time: number;
}

/** All that is kept for the book, as it is stored and as it is written into files. */
interface HopsDocument {
  schema: number;
  book: string;
  /** When it was begun, in milliseconds. */
  since: number;
  /** When it was last changed. */
  updated: number;
  items: Record<string, HopsItem>;
}

/** What came in: a document that may be used, or what is wrong with it, in a sentence that follows a name such as "This file". */
interface HopsChecked {
  document?: HopsDocument;
  problem?: string;
  /** Which entries are not in the document, and why, in a sentence; or nothing. */
  leftOut?: string;
}

interface HopsExchange {
  /** Of a file. */
  MOST_CHARACTERS: number;
  /** Of a plan: entries. */
  MOST_ITEMS: number;
  /** What is said of a file that is larger. */
  tooLarge: string;
  /** Looks at the text of a file, all of it. `isLenient`: an entry with a fault is left out; it is, unless said otherwise. */
  check(text: string, isLenient?: boolean): HopsChecked;
  /** "12 skills, 3 evidence links, 9 marks, settings". */
  counts(document: HopsDocument): string;
  inWords(number: number): string;
  /** How many values would change by merging, and would change and go by replacing; how many entries both have together. */
  difference(mine: HopsDocument, theirs: HopsDocument): { merged: number; changed: number; removed: number; entries: number };
  /** The part of a document that a link may hold. */
  shared(document: HopsDocument, choice: { evidence: boolean; notes: boolean }): HopsDocument;
  isShared(id: string): boolean;
  /** Is it an address of the web? */
  isAddress(value: unknown): value is string;
  /** Can this browser make and open links? */
  canPack(): boolean;
  /** The document as a fragment, without `#`. */
  pack(document: HopsDocument): Promise<string>;
  /** The plan in an address, looked at like a file. */
  unpack(address: string): Promise<HopsChecked>;
}

/** A skill as the page with the plan has it. */
interface HopsSkill {
  id: string;
  name: string;
  href: string;
  /** What to learn it from: a line that is copied. */
  from: Element | null;
}

/** Where entries of a plan are read from: what is kept, or what came in. */
interface HopsPlanSource {
  get(id: string): unknown;
  entries(prefix: string): [string, unknown][];
}

/** Something with a note or evidence, and where it is. */
interface HopsPlanNoted {
  title: string;
  href: string;
  evidence?: string;
  note?: string;
}

/** What there is to show of a plan. */
interface HopsPlanModel {
  /** `level`: -1 without a tick. `can`: what one can do at each level. */
  areas: { id: string; title: string; href: string; skills: (HopsSkill & { can: string[]; level: number; evidence?: string; note?: string })[] }[];
  marked: { id: string; mark: unknown; title: string; href: string; note?: string }[];
  /** `lost`: on what is no longer in the book. */
  noted: { onResources: HopsPlanNoted[]; onSections: HopsPlanNoted[]; lost: { id: string; note: string }[] };
  route?: { title: string; href: string };
}

/** plan-contents.js. */
interface HopsPlanContents {
  LEVELS: string[];
  NEXT: number;
  bookTitle: string;
  areas: { id: string; title: string; href: string; skills: HopsSkill[] }[];
  /** Titles and addresses. */
  resources: Map<string, [string, string]>;
  /** Fills `resources`, and all else that only a plan with something in it needs. */
  load(): Promise<void>;
  /** Has that been loaded, or tried? */
  isLoaded(): boolean;
  sourceOf(document: HopsDocument): HopsPlanSource;
  modelOf(source: HopsPlanSource): HopsPlanModel;
  /** The value if it is a text with something in it. */
  textIn(value: unknown): string | undefined;
  /** What a lost note was on. */
  lostWords(id: string): string;
  markedAs(model: HopsPlanModel, mark: string): HopsPlanModel['marked'];
  areaWords(area: HopsPlanModel['areas'][number]): string;
  /** The areas in which a skill is ticked. */
  touched(model: HopsPlanModel): HopsPlanModel['areas'];
  /** The skills to learn, in order, with the titles of their areas. */
  nextOf(model: HopsPlanModel): (HopsPlanModel['areas'][number]['skills'][number] & { area: string })[];
  notedParts(model: HopsPlanModel): [string, HopsPlanNoted[]][];
}

/** The page with the plan, as plan.js has it: what its other scripts use. */
interface HopsPlan extends HopsComponent {
  /** The plan that a link brought; nothing: the reader's own is shown. */
  theirs: HopsDocument | undefined;
  /** What is about to come in, and all that it would leave if it replaced the reader's own. */
  offered: { document: HopsDocument; whole: HopsDocument } | undefined;
  /** What buttons do, by their `data-do`. */
  actions: Record<string, (button: Element) => void>;
  model(): HopsPlanModel;
  render(): void;
  renderSoon(): void;
  onRender(listener: (model: HopsPlanModel) => void): void;
  refresh(name: string, from: unknown, build: () => void): void;
  leave(): void;
  field(name: string, root?: ParentNode): HTMLInputElement;
  bareLink(href: string): HTMLElement;
  printSheet(name: 'plan' | 'skills' | 'buddy'): void;
  copy(words: string, near: Element): Promise<void>;
  checkFile(file: File): Promise<HopsChecked>;
  loadTwoPlans(): Promise<void>;
}

/** A hop, as far as routes are concerned. Roles and skills are named by their positions. */
interface HopsLeg {
  from: number;
  to: number;
  distance: number;
  skills: number[];
}

interface HopsNetwork {
  /** Whether a role is a goal. */
  goals: boolean[];
  hops: HopsLeg[];
}

interface HopsQuestion {
  from: number;
  /** Any goal but `from`, if it is `null`. */
  to: number | null;
  avoid: number[];
  /** To be passed, in this order. */
  via: number[];
  /** Those one has already. */
  skills: Set<number>;
}

interface HopsRoute {
  cost: number;
  roles: number[];
}

type HopsConstraint = ['avoid' | 'via', number];

/** The best route and its alternatives; or what blocks, and the nearest route without that; or nothing: there is none at all. */
type HopsAnswer = { routes: HopsRoute[] } | { blocked: HopsConstraint[]; nearest: HopsRoute } | null;

/** What the reader has chosen in the planner, as it is kept: ids of roles, hours a week. */
interface HopsChoice {
  from: string;
  to?: string;
  avoid?: string[];
  via?: string[];
  pace?: number;
}

/** What preprocessor/features/hops/planner.rs says of roles and hops. */
interface HopsPlannerData {
  roles: { id: string; title: string; also: string[]; kind: string; bring: string; link: string | null; page: string | null }[];
  hops: (HopsLeg & { how: string; editorial: boolean; sources: number[] })[];
  skills: { id: string; name: string; link: string | null; resource: { id: string; title: string; url: string; cost: string } | null }[];
  sources: { url: string | null; where: string; date: string; says: string }[];
}

/** stops.js. */
interface HopsStops {
  /** A button of the planner: what it does, and on what. */
  doButton(words: string, dataset: Record<string, string>): HTMLButtonElement;
  /** "2 hops, distance 2 + 2 = 4". */
  sumWords(hops: HopsPlannerData['hops']): string;
  of(data: HopsPlannerData): {
    hopsOf(roles: number[]): HopsPlannerData['hops'];
    list(roles: number[], had: Set<number>): Node[];
  };
}

/** What is remembered of a question: days until the chance to recall it is 90 %, and a difficulty from 1 to 10. */
interface HopsMemory {
  stability: number;
  difficulty: number;
}

interface HopsRecall {
  /** The memory after a grade: 1 again, 2 hard, 3 good, 4 easy. `days` have passed since the last one; no memory: it is the first. */
  next(memory: HopsMemory | undefined, days: number, grade: number): HopsMemory;
  /** In how many days to ask again. */
  wait(memory: HopsMemory): number;
  /** The day it is here, counted from 1970. */
  today(): number;
  /** "Tuesday 24 November", with the year if it is another one, or if wanted. */
  inWords(day: number, hasYear?: boolean): string;
}

/** A question as the page's list has it. */
interface HopsQuestionItem {
  id: string;
  kind: string;
  /** Of its kind. */
  title: string;
  /** The element with the rest of it. */
  rest: string;
  level: string;
  skills: string[];
  ask: HTMLElement;
}

/** What preprocessor/features/questions/practice.rs says of a question beyond the list. */
interface HopsQuestionBody {
  probes: string;
  strong: string[];
  answer: string;
  trap: string;
  next: string[];
  /** Names and addresses. */
  skills: [string, string | null][];
  /** Id, title, address. */
  resource: [string, string, string];
}

/** Practice, as practice.js has it: what mock-interview.js uses. */
interface HopsPractice extends HopsComponent {
  questions: HopsQuestionItem[];
  /** What buttons do, by their `data-do`. */
  actions: Record<string, (button: HTMLElement) => void>;
  say(words: string): void;
  rich(text: string): (Node | string)[];
  /** Puts a question where questions are asked. `next`: the words of the button that leads on, in an interview. */
  ask(
    question: HopsQuestionItem,
    how: { where: string; words: string; isSpoken: boolean; keep: (words: string, spoken: boolean) => void; next?: string },
  ): Promise<void>;
  /** Keeps what was typed, at once. */
  saveWords(): void;
  bodyOf(question: HopsQuestionItem): Promise<HopsQuestionBody | undefined>;
  whereOf(question: HopsQuestionItem): string;
  /** Boxes for a list, those at the places `ticked` ticked. */
  tickList(texts: string[], ticked: number[]): HTMLElement[];
  restsOn(body: HopsQuestionBody): (Node | string)[];
}

interface HopsIncidentCondition {
  when: string[];
  unless: string[];
}

interface HopsIncidentEffect {
  sets: string[];
  clears: string[];
  hurt: number | null;
}

interface HopsIncidentEvent extends HopsIncidentCondition, HopsIncidentEffect {
  id: string;
  at: number | null;
  since: string | null;
  after: number | null;
  shows: string;
}

interface HopsIncidentLook {
  id: string;
  say: string;
  commands: string[];
  minutes: number;
  shows: string;
  variants: (HopsIncidentCondition & { shows: string })[];
  near: string[];
  hint: string | null;
}

interface HopsIncidentAct extends HopsIncidentCondition, HopsIncidentEffect {
  id: string;
  say: string;
  commands: string[];
  minutes: number;
  refused: string | null;
  during: number;
  undo: string | null;
  irreversible: boolean;
  shows: string;
  verdict: string;
  why: string;
}

/** What preprocessor/features/incidents/widget.rs says of an incident. */
interface HopsIncident {
  id: string;
  title: string;
  /** Minutes of the day. */
  clock: number;
  zone: string;
  prompt: string;
  hurt: number;
  updates: number;
  notYet: string;
  cause: string;
  followUps: string[];
  looks: HopsIncidentLook[];
  acts: HopsIncidentAct[];
  events: HopsIncidentEvent[];
  endings: (HopsIncidentCondition & { id: string; good: boolean; title: string; text: string })[];
}

/** An incident at one moment. Times are minutes since it began. */
interface HopsIncidentState {
  clock: number;
  /** What holds: facts, and looks that were made. */
  facts: Set<string>;
  fired: Set<string>;
  /** When the facts came to hold that events wait for, by the ids of the events. */
  started: Map<string, number>;
  /** How many of 100 users are hurt, and that summed over the minutes. */
  hurt: number;
  pain: number;
  hurtMinutes: number;
  worst: number;
  /** Minutes in which users were hurt and heard nothing: now, and at the longest. */
  quiet: number;
  silence: number;
}

type HopsIncidentMove = { look?: string; act?: string; wait?: number };

interface HopsIncidentEntry {
  minute: number;
  /** typed, look, act, note, update, answer, event, end */
  kind: string;
  text: string;
  /** What it was, in words. */
  say?: string;
}

interface HopsIncidentStep {
  state: HopsIncidentState;
  happened: HopsIncidentEntry[];
  shows: string;
}

/** A play: what was typed, and all that came of it. */
interface HopsIncidentSession {
  state: HopsIncidentState;
  typed: string[];
  log: HopsIncidentEntry[];
  /** How many entries were there when the screen was last cleared. */
  cleared: number;
  /** Ids, as often as it was done. */
  looked: string[];
  acts: { id: string; minute: number }[];
  notes: number;
  updates: number;
  ending: string | null;
}

/** What is kept of an incident: the lines of the play in progress, and what the last ones came to. */
interface HopsIncidentKept {
  steps: string[];
  plays?: { ending: string; minutes: number; pain: number }[];
}

/** What preprocessor/features/advert/widget.rs says: the rules of data/adverts.toml, whose head explains them. */
interface HopsAdvertRules {
  reading: { english: string[]; least_english: number; advert: string[]; least_advert: number; negations: string[]; elsewhere: string[]; ignore: string[] };
  parts: { patterns: string[]; factor: number; lines: number }[];
  kinds: {
    id: string;
    title: string;
    short: string;
    means: string;
    link: string | null;
    signals: { weight: number; means: string; words: string[]; patterns: string[] }[];
  }[];
  skills: {
    id: string;
    name: string;
    link: string | null;
    resource: { id: string; title: string; url: string; cost: string } | null;
    patterns: string[];
  }[];
  flags: { id: string; title: string; short: string; means: string; words: string[]; patterns: string[]; least: number; needs: string[]; unless: string[] }[];
  questions: { ask: string; why: string; kinds: number[]; flags: number[]; absent: string[] }[];
}

/** A place in the text: from a character up to another. */
interface HopsAdvertWords {
  start: number;
  end: number;
  signal: number;
}

interface HopsAdvertKind {
  /** Its place among the rules. */
  kind: number;
  score: number;
  words: HopsAdvertWords[];
}

interface HopsAdvertFindings {
  /** What was read: without tags, and not longer than what is read. */
  text: string;
  words: number;
  isHtml: boolean;
  isCut: boolean;
  isShort: boolean;
  isEnglish: boolean;
  isAdvert: boolean;
  /** The kinds to name: none, one or two. */
  kinds: HopsAdvertKind[];
  /** All that have a sign, highest score first. */
  all: HopsAdvertKind[];
  sure: 'quite' | 'rather' | 'hardly' | 'none';
  skills: { skill: number; words: HopsAdvertWords[] }[];
  flags: { flag: number; words: HopsAdvertWords[] }[];
  /** Five at most, in the order to ask them. */
  questions: number[];
}

interface HopsNotice {
  close(): void;
}

interface HopsState {
  /** The value; `null` if the reader took it back; `undefined` if there never was one. */
  get(id: string): unknown;
  /** Keeps a value, or with `null` takes it back. `automatic`: not the reader's doing, so never worth a notice. */
  set(id: string, value: unknown, automatic?: boolean): void;
  /** All that has a value and an id that begins with `prefix`. */
  entries(prefix: string): [string, unknown][];
  /** Calls `listener` after every change, whichever tab made it. */
  onChange(listener: () => void): void;
  /** Can something be kept beyond this page? */
  canSave(): boolean;
  /** All of it, tombstones included. */
  document(): HopsDocument;
  /** `found`, of any schema up to today's, as a document of today's; nothing if it is none. */
  upgrade(found: unknown): HopsDocument | null;
  /** Takes over what is newer in `document`. Whoever calls this has checked every value. */
  merge(document: HopsDocument): void;
  /** Keeps what `document` holds, and nothing else. Whoever calls this has checked every value. */
  replace(document: HopsDocument): void;
  /** Removes everything that this browser keeps for the book, for this page and all tabs. */
  forget(): void;
}

/** What comes alive in an element of the page: see elements.js. */
declare class HopsComponent {
  root: HTMLElement;
  constructor(root: HTMLElement);
  find(selector: string, root?: ParentNode): HTMLElement;
  findAll(selector: string, root?: ParentNode): HTMLElement[];
  slot(name: string, root?: ParentNode): HTMLElement;
  part(name: string, root?: ParentNode): HTMLElement;
  show(name: string, shown: boolean): void;
  onPress(act: (button: HTMLElement, name: string) => void): void;
  static start(selector: string, within?: ParentNode): void;
}

interface HopsElements {
  make<Name extends keyof HTMLElementTagNameMap>(name: Name, properties?: Record<string, any>, ...children: (Node | string)[]): HTMLElementTagNameMap[Name];
  link(href: string | null | undefined, words: string, dataset?: Record<string, string>): HTMLElement;
  count(number: number, noun: string): string;
  inDigits(number: number, most?: number): string;
  dayInWords(time?: number | Date): string;
  plain(words: string): string;
  decoded(text: string): string;
  loadScript(src: string): Promise<unknown>;
  Component: typeof HopsComponent;
}

/** Whether a value is as it must be. */
type HopsShape = (value: any) => boolean;

/** A kind of what a reader keeps, as kept.js of a feature says it. */
interface HopsKept {
  /** The id; or how ids begin, with a colon at its end. */
  ids: string;
  /** What is counted, one and more of it; or what is there or not. Without: it counts as a setting. */
  names?: [string, string?];
  shape: HopsShape;
  /** What is said of a value that has another shape, behind its id. */
  fault: string;
  /** Characters that it may have as JSON: 10,000, unless more are needed. */
  most?: number;
}

interface Hops {
  elements: HopsElements;
  /** The words in which kept.js of a feature says what a value must look like: see shapes.js. */
  shapes: {
    text(most: number): HopsShape;
    like(pattern: RegExp): HopsShape;
    oneOf(...all: (string | number | boolean)[]): HopsShape;
    within(least: number, most: number): HopsShape;
    whole(least: number, most: number): HopsShape;
    list(shape: HopsShape, most: number, least?: number): HopsShape;
    parts(needed: Record<string, HopsShape>, others?: Record<string, HopsShape>): HopsShape;
    byId(shape: HopsShape): HopsShape;
    both(...shapes: HopsShape[]): HopsShape;
    id: HopsShape;
    truth: HopsShape;
    count: HopsShape;
    /** Since 1970. */
    day: HopsShape;
    sift(value: unknown, shape: HopsShape): [string, any][];
  };
  /** What the features on the page keep; on the page with the plan, what all of them keep. */
  kept: HopsKept[];
  // What kept.js of these features says to their scripts: how long a text may be, and the shapes of parts.
  employer: { LONGEST: { name: number; limit: number; text: number }; MARKS: string[]; breaker: HopsShape; reply: HopsShape; name: HopsShape };
  oncall: { LONGEST: number; typed: HopsShape };
  realitiesCheck: { verdict: HopsShape };
  trace: { MOST: number; LONGEST: number; step: HopsShape };
  advert: { LONGEST: { text: number; name: number }; shape: HopsShape };
  /** Is there room for the contents beside the text? The only place that knows the width is early.js. */
  wide: MediaQueryList;
  /** Puts a line of text where it is seen and announced. `action`: the words of a second button, and what it does. */
  notice(text: string, options?: { kind?: 'brief' | 'problem'; close?: string; onClose?: () => void; action?: [string, () => void] }): HopsNotice;
  state: HopsState;
  /** What is kept for this tab and session only. */
  session: {
    get(name: string): unknown;
    set(name: string, value: unknown): void;
  };
  /** Makes `<dialog id>` open by the button `ID-button`. Returns what opens it, or nothing if the page has no such dialog. */
  dialog(id: string, onOpen: () => void): (() => void) | undefined;
  /** The reader's marks and notes, where the things they are about are shown. */
  own: {
    /** Takes over the hosts and links in `root`, made after the page was loaded. */
    add(root: ParentNode): void;
    /** The marks of a resource and the levels of a skill, in words. */
    marks: Record<string, string>;
    levels: Record<string, string>;
  };
  /** Of all that is kept: see plan/all-kept.js. */
  allKept: {
    address(value: unknown): value is string;
    /** What is wrong with the value of an entry, or nothing. */
    fault(id: string, value: unknown): string;
    /** `skill:` of `skill:dough.knead`. */
    kindOf(id: string): string;
    /** What there is, in words: each kind, and how many if they are counted. */
    countedWords(ids: string[]): string;
  };
  exchange: HopsExchange;
  planContents: HopsPlanContents;
  planText: {
    planText(model: HopsPlanModel): string;
    sheetText(model: HopsPlanModel): string;
    sheetWords(): string;
  };
  /** Nothing on the page with the whole book. */
  plan: HopsPlan;
  /** How many letters of two names differ. */
  typos(a: string, b: string): number;
  recall: HopsRecall;
  /** Nothing on the page with the whole book. */
  practice: HopsPractice;
  routes: {
    answer(network: HopsNetwork, question: HopsQuestion): HopsAnswer;
    /** What a hop costs somebody with those skills. */
    cost(hop: HopsLeg, skills: Set<number>): number;
    networkOf(data: HopsPlannerData): HopsNetwork;
    /** The skills that the reader has ticked, by position. */
    had(data: HopsPlannerData): Set<number>;
    questionOf(data: HopsPlannerData, choice: HopsChoice): HopsQuestion | undefined;
  };
  stops: HopsStops;
  incident: {
    MOST_STEPS: number;
    LONGEST: number;
    begin(data: HopsIncident): HopsIncidentState;
    /** A look, an act, or minutes that pass; nothing if the act is refused. */
    step(data: HopsIncident, before: HopsIncidentState, move: HopsIncidentMove): HopsIncidentStep | null;
    /** The act that a command does here. */
    chosen(data: HopsIncident, command: string, facts: Set<string>): HopsIncidentAct | undefined;
    endingOf(data: HopsIncident, facts: Set<string>): HopsIncident['endings'][number] | undefined;
    time(data: HopsIncident, minutes: number): string;
    hurtWords(number: number): string;
    clockWords(data: HopsIncident, session: HopsIncidentSession): string;
    silenceWords(data: HopsIncident, session: HopsIncidentSession): string;
    groups(data: HopsIncident, facts: Set<string>): Record<'look' | 'ask' | 'act', (HopsIncidentLook | HopsIncidentAct)[]>;
    start(data: HopsIncident): HopsIncidentSession;
    /** What comes of one line. */
    type(data: HopsIncident, session: HopsIncidentSession, line: string): HopsIncidentSession;
    play(data: HopsIncident, lines: string[]): HopsIncidentSession;
    complete(data: HopsIncident, line: string): { line: string; found: string[] };
    figures(data: HopsIncident, session: HopsIncidentSession): string[];
    timeline(data: HopsIncident, session: HopsIncidentSession): [string, string][];
    review(data: HopsIncident, session: HopsIncidentSession, book: string): string;
  };
  /** Items under ids that are in the book: on pages of a book in which some are gone. */
  followed?: (items: Record<string, HopsItem>) => Record<string, HopsItem>;
  /** Reads a text by the rules. */
  decodeAdvert(rules: HopsAdvertRules, pasted: string): HopsAdvertFindings;
  /** The data that stands, or is named, in the element `id`; it is loaded when it is first asked for. An element that is not there: `{}`. */
  deferred(id: string): Promise<any>;
  /** What scripts with data have brought, by their keys. */
  arrived?: Record<string, unknown>;
  openSettings?: () => void;
  openSearch?: () => void;
  /** What a file of the index calls with what it holds. */
  part(name: string, data: unknown): void;
  searchWords: {
    reader(letters: HopsSearchLetters): (text: string) => HopsSearchWord[];
    /** What all words of a family begin with. */
    stem(word: string): string;
    /** A word without the endings of number and time. */
    lightStem(word: string): string;
  };
  searchEngine(entry: HopsSearchEntry, load: (part: string) => Promise<any>): HopsSearchEngine;
  startSearch?(entry: any, load: (part: string) => Promise<any>): HopsSearch | undefined;
  /** The search, once it was used. */
  search?: HopsSearch;
  /** What the key `c` does. */
  goToContents?: () => void;
  /** Is the way to the page free: no dialog, no drawer open? */
  isClear(): boolean;
  /** Set when all of contents.js has run: early.js looks at it. */
  ready?: boolean;
}

/** Rules for words; renderer/search/tokens.rs has them. */
interface HopsSearchLetters {
  folded: string;
  unspaced: [number, number][];
  dropped: [number, number][];
  longest: number;
  stop: string;
}

/** `isRest`: the last character of a run without spaces, alone. */
interface HopsSearchWord {
  word: string;
  start: number;
  end: number;
  isRest?: boolean;
}

/** The part of the index that is loaded first; renderer/search/write.rs writes it. */
interface HopsSearchEntry {
  settings: { all: boolean; most: number; teaser: number; parts: boolean; boosts: number[] };
  letters: HopsSearchLetters;
  /** Groups of what is the same, or only looks so: each one in words. */
  same: string[][][];
  apart: string[][][];
  /** What the words of each part begin at. */
  words: string[];
  /** How many units the parts with texts have. */
  texts: number[];
  /** How many units each page has, and how many pages it stands under. */
  pages: [number, number][];
  /** Units that go on with the one before. */
  goesOn: number[];
}

/** A word of a query, or some that belong together, and what is the same. */
interface HopsSearchWish {
  own: string[];
  others: string[][];
  isStop: boolean;
}

interface HopsSearchHit {
  score: number;
  letter: string;
  alike: number;
  unit: number;
}

interface HopsSearchHits {
  units: Map<number, { score: number; letter: string; alike: number }>;
  instead: string | undefined;
}

interface HopsSearchFound {
  sections: Map<number, HopsSearchHit>;
  pages: Map<number, { score: number; sections: Set<number> }>;
  /** Pages with it in their titles. */
  titled: Set<number>;
  instead: Map<string, string>;
}

interface HopsSearchResult {
  section: number;
  unit: number;
  score: number;
  /** Whether the section has all of the query, or its page has. */
  isWhole: boolean;
  isOnPage: boolean;
}

interface HopsSearchText {
  address: string;
  crumbs: string[];
  title: string;
  kind: string;
  text: string;
}

interface HopsSearchEngine {
  entry: HopsSearchEntry;
  read(text: string): HopsSearchWord[];
  wordsOf(query: string): string[];
  find(query: string): Promise<{ results: HopsSearchResult[]; instead: Map<string, string> }>;
  text(unit: number): Promise<HopsSearchText>;
  marker(query: string, instead: Map<string, string>): (word: string) => number;
}

interface HopsSearch {
  open(): void;
  go(): void;
  mark(words: string[]): void;
}

interface Window {
  hops: Hops;
}

/** The part of the service worker's scope that sw.js uses; TypeScript cannot hold a page's types and a worker's at once. */
interface HopsWorker {
  registration: ServiceWorkerRegistration;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', listener: (event: { waitUntil(work: Promise<unknown>): void }) => void): void;
  addEventListener(
    name: 'fetch',
    listener: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void;
}
