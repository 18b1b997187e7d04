/**
 * Hands a file to the reader that the page itself has made: nothing is asked of any server, and the strictest policy
 * allows it. The address is given back once the browser has had time to read it.
 */
export function download(text: string, type: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
