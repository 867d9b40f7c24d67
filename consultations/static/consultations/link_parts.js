// Words as text; http addresses as links in which the host they really lead to stands out. Never as markup.
// consultations/link_parts.py does the same for the page.

const LINK = /https?:\/\/[^\s<>"']+/gi;
const TRAILING = /[.,;:!?)\]}’”…。、]+$/;

export function fillWords(element, body, isPlain = false) {
  let position = 0;
  for (const found of isPlain ? [] : body.matchAll(LINK)) {
    const address = found[0].replace(TRAILING, "");
    const pieces = piecesOf(address);
    if (!pieces) continue;
    element.append(body.slice(position, found.index), ...link(address, pieces));
    position = found.index + address.length;
  }
  element.append(body.slice(position));
}

function piecesOf(address) {
  let real;
  try {
    real = new URL(address).hostname;
  } catch {
    return null;
  }
  const begin = address.indexOf("//") + 2;
  const authority = address.slice(begin).split(/[/?#]/, 1)[0];
  const start = begin + authority.lastIndexOf("@") + 1;
  const host = address.slice(start).match(/^[^:/?#\\]+/)?.[0] ?? "";
  if (!host || !real) return null;
  const isOther = real.includes("xn--") || real !== host.toLowerCase();
  return { before: address.slice(0, start), host, after: address.slice(start + host.length), real: isOther ? real : "" };
}

function link(address, { before, host, after, real }) {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.target = "_blank";
  anchor.rel = "nofollow ugc noopener noreferrer";
  const strong = document.createElement("b");
  strong.className = "said__host";
  strong.textContent = host;
  anchor.append(before, strong, after);
  if (!real) return [anchor];
  const told = document.createElement("span");
  told.className = "said__real";
  told.textContent = ` (${real})`;
  return [anchor, told];
}
