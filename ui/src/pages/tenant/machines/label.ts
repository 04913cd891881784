/** What the API accepts as a label: 3 to 64 characters, a letter first, no doubled separators. */
export const LABEL_RULE = /^(?=.{3,64}$)[a-zA-Z]((?!--|__|\.\.)[a-zA-Z0-9\-_.])+$/;
