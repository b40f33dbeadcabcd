/** What a field of a connecting form is called in the page. Secrets have names that no answer sends back. */
export const inputName = ({ name, secret }: { name: string; secret: boolean }) => (secret ? `token.${name}` : `field.${name}`);
