#!/usr/bin/env python3
"""Writes down what a demo shows, to compare it before and after a change that should change nothing.

    scripts/crawl.py http://127.0.0.1:3000 before canbo.04846 bcd quantri=KEY
    scripts/crawl.py http://127.0.0.1:3000 after canbo.04846 bcd quantri=KEY
    diff -r before after

Looks as the public and as each account that is named (with the key of its second factor, if it has one; `xanh serve`
prints them), in each language, and follows every link that begins with a slash; of addresses
that differ in numbers and values only, the first three. One file for an account and a language, one block for an
address: status, headers, visible text, links, forms with their fields; of a file, its length and hash. Then every form
found is sent without its fields. What differs each time (marks, hours, tokens) is left out. The server must have been
started on a freshly loaded demo with XANH_NOW set. CRAWL_NOW is that instant and CRAWL_STARTED the machine's when it was
started, both in seconds since 1970: codes are made for the server's clock.
"""

import base64, hashlib, hmac, html.parser, http.client, os, re, struct, sys, time, urllib.parse

PASSWORD = "xanh-trinh-dien"
COMMUNE = "04846"
EACH = 3
HEADERS = ("content-type", "cache-control", "content-security-policy", "location", "content-disposition", "retry-after",
           "allow", "content-language", "vary", "x-robots-tag")


class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.links, self.forms, self.form, self.quiet = [], [], [], None, 0

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag in ("script", "style"):
            self.quiet += 1
        if tag in ("a", "link") and a.get("href"):
            self.links.append(a["href"])
        if tag == "form":
            self.form = (a.get("method", "get"), a.get("action", ""), a.get("enctype", ""), [])
            self.forms.append(self.form)
        if tag in ("input", "select", "textarea", "button") and a.get("name"):
            value = a.get("value", "")
            if a["name"] in ("mark", "as_of", "hash", "session", "then") or len(value) > 60:
                value = "…"
            rest = sorted(k for k in a if k in ("required", "checked", "disabled", "readonly", "maxlength", "type", "form"))
            field = (tag, a["name"], value, " ".join(f"{k}={a[k]}" if a[k] else k for k in rest))
            (self.form[3] if self.form else self.links).append(field if self.form else "field " + repr(field))
        for name in ("title", "aria-label", "alt", "placeholder", "role", "lang", "dir"):
            if a.get(name):
                self.text.append(f"[{name}={a[name]}]")

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self.quiet -= 1
        if tag == "form":
            self.form = None

    def handle_data(self, data):
        if not self.quiet and data.strip():
            self.text.append(" ".join(data.split()))


def same(text):
    text = re.sub(r"\b\d{1,2}:\d{2}(:\d{2})?\b", "T", text)
    text = re.sub(r"[?&](mark|as_of)=[^&\"]*", "", text)
    return re.sub(r"\bapp-[0-9a-f]{12}\b", "app-HASH", text)


def shape(address):
    path, _, query = address.partition("?")
    lang = re.match(r"/(en|ar)(/|$)", path)
    path = re.sub(r"[^/]*\d[^/]*", "N", path[3:] if lang else path)
    return path + "?" + "&".join(sorted({p.split("=")[0] for p in query.split("&") if p}))


class Browser:
    def __init__(self, base):
        self.host = urllib.parse.urlsplit(base).netloc
        self.cookies = {}

    def ask(self, method, address, body=None):
        connection = http.client.HTTPConnection(self.host, timeout=120)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Sec-Fetch-Site": "same-origin",
                   "Host": self.host, "Origin": "http://" + self.host}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, address, body, headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()

    def sign_in(self, user, key):
        status, _, _ = self.ask("POST", "/api/sign-in", urllib.parse.urlencode(
            {"user": user, "password": PASSWORD}))
        assert status == 303, (user, status)
        if key:
            code = totp(key)
            status, _, body = self.ask("POST", "/api/second-factor", urllib.parse.urlencode({"code": code}))
            assert status == 303, (user, status, body[:2000])


def totp(key):
    secret = base64.b32decode(key + "=" * (-len(key) % 8))
    now = NOW + (time.time() - STARTED)
    digest = hmac.new(secret, struct.pack(">Q", int(now) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1000000:06d}"


def written(method, address, answer):
    status, headers, body = answer
    lines = [f"=== {method} {same(address)}", f"status {status}"]
    lines += [f"{name}: {same(headers[name])}" for name in HEADERS if name in headers]
    reader = Reader()
    if headers.get("content-type", "").startswith("text/html"):
        reader.feed(body.decode())
        lines.append(same("\n".join(reader.text)))
        lines += ["link " + same(str(link)) for link in reader.links]
        for form in reader.forms:
            lines.append(f"form {form[0]} {same(form[1])} {form[2]}")
            lines += ["  " + same(" | ".join(field)) for field in form[3]]
    elif headers.get("content-type", "").split(";")[0] in ("application/json", "text/plain"):
        lines.append(same(body.decode()))
    else:
        lines.append(f"file {len(body)} {hashlib.sha256(body).hexdigest()}")
    return lines, reader


def crawl(browser, user, lang, out):
    home = "/" if lang == "vi" else f"/{lang}"
    extra = ["/can-bo", f"/can-bo/{COMMUNE}", f"/can-bo/{COMMUNE}/DL2", "/tham-dinh", "/dieu-hanh", "/quan-tri", "/phat-hanh",
             "/so-lieu", "/nhat-ky", "/viec", "/xa/04846", "/tinh/25", "/khong-co", "/tinh/99", "/xa/00000"]
    waiting = [home] + [("" if lang == "vi" else home) + path for path in extra]
    seen, shapes, found, forms = set(waiting), {}, [], {}
    while waiting:
        address = waiting.pop(0)
        lines, reader = written("GET", address, browser.ask("GET", address))
        found.append("\n".join(lines))
        for form in reader.forms:
            if form[0] == "post":
                forms.setdefault(form[1], True)
        for link in reader.links:
            if not isinstance(link, str) or link.startswith("field "):
                continue
            link = link.split("#")[0]
            other = re.match(r"/(en|ar)(/|$|\?)", link)
            own = (other and other.group(1) == lang) or (not other and (lang == "vi" or re.search(r"\.\w+$", link)))
            if not link.startswith("/") or not own or link in seen or link.startswith("/pkg"):
                continue
            kind = shape(link)
            if shapes.get(kind, 0) >= EACH:
                continue
            shapes[kind] = shapes.get(kind, 0) + 1
            seen.add(link)
            waiting.append(link)
    for action in sorted(forms):
        if not action.endswith(("sign-out", "end-session", "sign-in")):
            lines, _ = written("POST", action, browser.ask("POST", action, ""))
            found.append("\n".join(lines))
    os.makedirs(os.path.join(out, user), exist_ok=True)
    with open(os.path.join(out, user, lang + ".txt"), "w") as file:
        file.write("\n\n".join(found) + "\n")
    print(user, lang, len(found), flush=True)


# Where the server's clock begins (XANH_NOW), and when it was started.
NOW = float(os.environ.get("CRAWL_NOW", time.time()))
STARTED = float(os.environ.get("CRAWL_STARTED", time.time()))

if __name__ == "__main__":
    base, out, accounts = sys.argv[1], sys.argv[2], sys.argv[3:]
    for account in ["public"] + accounts:
        user, _, key = account.partition("=")
        browser = Browser(base)
        if user != "public":
            browser.sign_in(user, key)
        for lang in ("vi", "en", "ar"):
            crawl(browser, user, lang, out)
