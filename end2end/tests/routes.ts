// Named samples of every public route, and how an address reads in each language.
export const LANGUAGES = ['vi', 'en', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

export function inLanguage(language: Language, path: string): string {
  if (language === 'vi') return path;
  return path === '/' ? `/${language}` : `/${language}${path}`;
}

/** In which languages what stands at a place of a list is looked at: in the gate in one, the next in the next language;
 * in all with EVERY_LANGUAGE, as `make proof` does. */
export function languagesAt(place: number): readonly Language[] {
  return process.env.EVERY_LANGUAGE ? LANGUAGES : [LANGUAGES[place % LANGUAGES.length]];
}

export const ROUTES = [
  '/',
  '/xep-hang',
  '/tinh/25',
  '/tinh/25?trang-thai=vang&nhom=DL&sap-xep=ten',
  '/tinh/25/muc',
  '/tinh/25/muc?tieu-chi=DL2&khai=cho',
  '/?phat-hanh=3',
  '/xa/04846',
  '/xa/08542',
  '/bien-nhan/19r1-04846',
  '/phuong-phap',
  '/so-lieu-cong-bo',
  '/phat-hanh',
  '/phat-hanh/tong-hop?theo=quy&tinh=25',
  '/ha-tang?tinh=25',
  '/linh-vuc',
  '/chi-tieu/I04?tinh=25',
  '/chi-tieu/I02/04846',
  '/du-lieu',
  '/tim',
  '/tim?q=hoa%20binh',
  '/gioi-thieu',
];

export const ERRORS: [string, number][] = [
  ['/tinh/99', 404],
  ['/tinh/25?phat-hanh=999', 404],
  ['/tinh/25?trang-thai=tim', 400],
  ['/tinh/25/muc?khai=x', 400],
];

export const VIEWPORTS = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
};
