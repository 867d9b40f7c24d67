// Words as text; http addresses as links in which the host they really lead to stands out. Never as markup.
// consultations/messages/link_parts.py does the same for the page.

const LINK = /https?:\/\/[^\s<>"']+/gi;
const TRAILING = /[.,;:!?)\]}’”…。、]+$/;

export function fillWords(element, body, isPlain = false, names = []) {
  let position = 0;
  const words = (text) => element.append(...named(text, names));
  for (const found of isPlain ? [] : body.matchAll(LINK)) {
    const address = found[0].replace(TRAILING, "");
    const pieces = piecesOf(address);
    if (!pieces) continue;
    words(body.slice(position, found.index));
    element.append(...link(address, pieces));
    position = found.index + address.length;
  }
  words(body.slice(position));
}

// The names of those who are mentioned stand out; the longest counts.
function named(text, names) {
  if (!names.length) return text ? [text] : [];
  const sorted = [...names].sort((one, other) => other.length - one.length);
  const pattern = sorted.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return text.split(new RegExp(`((?<![\\p{L}\\p{N}_])@(?:${pattern}))`, "iu")).map((piece, place) => {
    if (place % 2 === 0) return piece;
    const name = document.createElement("b");
    name.className = "said__name";
    name.textContent = piece;
    return name;
  });
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
