import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';
import { detectEncoding } from './detect-encoding.ts';

const GERMAN =
  'Vorname;Nachname;Straße;Ort\nJürgen;Müller;Hauptstraße 5;Köln\nKäthe;Groß;Schloßallee 1;München\nJörg;Weiß;Gänsemarkt;Düsseldorf\n';
const CZECH =
  'Jméno;Příjmení;Město\nJiří;Dvořák;Plzeň\nŠárka;Čížková;Ústí nad Labem\nOndřej;Růžička;České Budějovice\nŽaneta;Šťastná;Děčín\n';
const POLISH = 'Imię;Nazwisko;Miasto\nŁukasz;Wiśniewski;Łódź\nMałgorzata;Dąbrowska;Kraków\nPaweł;Wójcik;Gdańsk\n';
const JAPANESE =
  '氏名,メール,住所\n山田太郎,yamada@example.jp,東京都千代田区\n鈴木花子,suzuki@example.jp,大阪府大阪市\n佐藤健,sato@example.jp,北海道札幌市\n';
const RUSSIAN = 'Имя;Фамилия;Город\nИван;Петров;Москва\nОльга;Смирнова;Казань\nСергей;Кузнецов;Новосибирск\n';

/** As a whole upload passes by, in pieces that cut characters in two. */
function roundTrip(bytes: Buffer): { encoding: string; text: string } {
  const search = detectEncoding();
  for (let at = 0; at < bytes.length; at += 7) search.take(bytes.subarray(at, at + 7));
  const encoding = search.result();
  const decoding = decodeText(encoding);
  let text = '';
  for (let at = 0; at < bytes.length; at += 7) text += decoding.write(bytes.subarray(at, at + 7));
  return { encoding, text: text + decoding.end() };
}

describe('detecting an encoding', () => {
  const files: readonly [string, string][] = [
    [GERMAN, 'utf-8'],
    [GERMAN, 'windows-1252'],
    [GERMAN, 'utf-16le'],
    [GERMAN, 'utf-16be'],
    [CZECH, 'windows-1250'],
    [CZECH, 'iso-8859-2'],
    [POLISH, 'windows-1250'],
    [POLISH, 'iso-8859-2'],
    [JAPANESE, 'shift_jis'],
    [JAPANESE, 'euc-jp'],
    [RUSSIAN, 'windows-1251'],
    [RUSSIAN, 'koi8-r'],
  ];
  it.each(files)('reads %j as %s', (text, encoding) => {
    expect(roundTrip(iconv.encode(text, encoding))).toEqual({ encoding, text });
  });

  it('takes the mark off UTF-8 and UTF-16', () => {
    expect(roundTrip(Buffer.from(`\u{feff}${GERMAN}`)).text).toBe(GERMAN);
    expect(roundTrip(iconv.encode(GERMAN, 'utf-16le', { addBOM: true })).text).toBe(GERMAN);
  });

  it('finds the first accent however late it comes', () => {
    const plain = 'name,city\n' + 'Anna,Cork\n'.repeat(200_000);
    const bytes = Buffer.concat([Buffer.from(plain), iconv.encode('Jürgen,Köln\nKäthe,München\n', 'windows-1252')]);
    const search = detectEncoding();
    for (let at = 0; at < bytes.length; at += 1 << 20) search.take(bytes.subarray(at, at + (1 << 20)));
    expect(search.result()).toBe('windows-1252');
  });

  it('keeps UTF-8 that is damaged in one place', () => {
    const bytes = Buffer.concat([Buffer.from(GERMAN.repeat(20)), Buffer.from([0xff]), Buffer.from(`\n${GERMAN}`)]);
    expect(roundTrip(bytes).encoding).toBe('utf-8');
  });
});
