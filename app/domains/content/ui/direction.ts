/** Which way a language is written: what its empty lines, its title and its margins go by. */
export const directionOf = (language = ''): 'rtl' | 'ltr' => (/^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)(-|$)/.test(language) ? 'rtl' : 'ltr');
