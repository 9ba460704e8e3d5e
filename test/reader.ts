/** What a person's browser or mail program says it is: programs that look at letters before people do are told apart by it. */
export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
