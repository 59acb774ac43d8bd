/* Words: how text and questions are taken apart, the same way for both. */
(scope => {
  /* A function that remembers what it gave: names, texts and questions use the same few thousand words. */
  const once = (make, given = new Map()) => of => {
    let known = given.get(of)
    if (known === undefined) given.set(of, known = make(of))
    return known
  }

  /* Units, each spelling led to one: "256 KiB", "256kb" and "256 KB" are found by each other. */
  const UNITS = new Map(Object.entries({
    b: "b", byte: "b", kb: "kb", kib: "kb", kilobyte: "kb", mb: "mb", mib: "mb", megabyte: "mb", gb: "gb", gib: "gb", gigabyte: "gb", tb: "tb", tib: "tb", terabyte: "tb",
    pb: "pb", pib: "pb", "mb/s": "mbs", "mib/s": "mbs", "gb/s": "gbs", "gib/s": "gbs", mbps: "mbps", gbps: "gbps", kbps: "kbps", ms: "ms", millisecond: "ms",
    s: "s", sec: "s", second: "s", min: "min", minute: "min", h: "h", hr: "h", hour: "h", day: "day", week: "week", month: "month", year: "year", iops: "iops", "%": "%", percent: "%",
    vcpu: "vcpu", acu: "acu", az: "az",
  }))
  const ASKING = new Set(("a all alternative amazon an and any are as at aws be been but by can cant could did do does doesnt dont equivalent for from get gets give gives goes happen happens has have having how i if in into is isnt it its " +
    "just let lets make many me much must my need needed needs of on one or our overview per should so some tell than that the their them then there these they this those to too us use used uses using want was we were what " +
    "whats when where which while who why will with without would you your").split(" "))

  /* Lower case, without accents; thousands separators gone: "80,000" is 80000, and so is "80k". */
  const fold = text => {
    const plain = (/[^\x00-\x7f]/.test(text) ? text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "") : text).toLowerCase()
    return /\d/.test(plain) ? plain.replace(/(\d)[,_](?=\d{3}(?!\d))/g, "$1").replace(/\b(\d+)k\b/g, "$1000") : plain
  }

  /* One spelling for singular and plural, and for the forms of a verb; technical terms with digits stay as they are. */
  const stem = word => {
    if (word.length < 4 || /\d|^https$/.test(word)) return word
    let w = word
    if (w.endsWith("ies") && w.length > 4) w = w.slice(0, -3) + "y"
    else if (/(sses|xes|ches|shes|zes)$/.test(w)) w = w.slice(0, -2)
    else if (w.endsWith("s") && !/(ss|us|.[^p]is|ows|acos)$/.test(w)) w = w.slice(0, -1)
    if (w.length > 5 && w.endsWith("ing")) w = w.slice(0, -3)
    else if (w.length > 5 && w.endsWith("ied")) w = w.slice(0, -3) + "y"
    else if (w.length > 4 && w.endsWith("ed")) w = w.slice(0, -2)
    else if (w.length > 6 && /(at|t)ion$/.test(w)) w = w.slice(0, -3)
    if (w.length > 4 && /([bdglmnprt])\1$/.test(w) && w !== word) w = w.slice(0, -1)     // stopped, planning
    return w.length > 3 && w.endsWith("e") ? w.slice(0, -1) : w
  }

  const unit = word => UNITS.get(word) || UNITS.get(word.replace(/s$/, ""))

  /* "99.99%" as [99.99, 99.99%], for it is neither 99 nor 9999; nothing of a word that is no decimal number. */
  const decimal = raw => {
    const found = /^[^\p{L}\p{N}]*(\d+\.\d+)(%|[a-z]*)[^\p{L}\p{N}]*$/iu.exec(raw)
    return found && [found[1], found[1] + (unit(fold(found[2])) || fold(found[2]))]
  }

  /* The tokens of one word as written: "X-Forwarded-For" is x, forward, for, xforwardedfor; "256KB" is 256kb, 256;
     "DynamoDB" is dynamodb, dynamo, db; "99.99%" is 99.99 and 99.99%. */
  const known = new Map()
  const split = raw => {
    const before = known.get(raw)
    if (before) return before
    const out = new Set(), letters = /^[A-Za-z]+$/.test(raw)
    const camel = letters && /.[A-Z]/.test(raw) ? raw.match(/[A-Z]?[a-z]{2,}|[A-Z]{2,}(?![a-z])/g) || [] : []
    const number = !letters && decimal(raw)
    if (number) number.forEach(piece => out.add(piece))
    const parts = letters ? [raw.toLowerCase()] : number ? [] : fold(raw).split(/[^\p{L}\p{N}%]+/u).filter(Boolean)
    for (const part of parts) {
      const amount = part.match(/^(\d+)([a-z%]+)$/), of = amount && unit(amount[2])
      if (of) { out.add(amount[1] + of); out.add(amount[1]) } else out.add(stem(part))
    }
    if (parts.length > 1 && parts.length < 9) out.add(stem(parts.join("")))
    if (camel.length > 1) for (const hump of camel) out.add(stem(fold(hump)))
    if (known.size > 60_000) known.clear()
    const pieces = [...out]
    known.set(raw, pieces)
    return pieces
  }

  /* Every word taken apart so far, as it is written. */
  const heard = () => new Set([...known.keys()].flatMap(raw => fold(raw).split(/[^\p{L}\p{N}]+/u)))

  /* All tokens of a text; a number followed by its unit also stands as one word. */
  const tokens = text => {
    const words = text.split(/\s+/), out = []
    for (let n = 0; n < words.length; n++) {                             // runs over every word of the site: plain loops
      const word = words[n], pieces = split(word)
      for (let i = 0; i < pieces.length; i++) out.push(pieces[i])
      if (n + 1 < words.length && /^[≥≤~]?[\d.,_-]+$/.test(word)) {
        const of = unit(fold(words[n + 1]).replace(/[^a-z%/]/g, ""))
        if (of) out.push(fold(word).replace(/[^\d.]/g, "").replace(/^\.+|\.+$/g, "") + of)
      }
    }
    return out
  }

  /* Whether a word only asks. */
  const idle = word => ASKING.has(word)

  /* A question in words. */
  const apart = question => question.trim().split(/[\s,;?!"“”]+/)

  const isWord = once(text => /[\p{L}\p{N}%]/u.test(text)), asks = once(word => ASKING.has(fold(word).replace(/['’]/g, "")))

  /* The words of a question, as written, without those that only ask; all of them when nothing else is left. */
  const asked = question => {
    const all = apart(question).filter(isWord).slice(0, 24), telling = all.filter(word => !asks(word))
    return telling.length ? telling : all
  }

  /* The key of a name: its telling words, each in one spelling. */
  const bare = once(word => decimal(word)?.[1] ?? stem(fold(word).replace(/[^\p{L}\p{N}%]/gu, "")))
  const keys = once(word => (/[-/._]/.test(word) && !decimal(word) ? word.split(/[-/._]/).filter(Boolean) : [word]).map(bare).filter(Boolean))
  const key = text => asked(text).flatMap(keys)

  /* Letters to change, add, drop or swap between two words; 3 stands for three and more. */
  function distance(a, b) {
    if (Math.abs(a.length - b.length) > 2) return 3
    let before = [], row = [...Array(b.length + 1).keys()]
    for (let i = 1; i <= a.length; i++) {
      const next = [i]
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]))
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1)
      }
      before = row
      row = next
    }
    return Math.min(3, row[b.length])
  }

  scope.KbWords = { once, fold, stem, split, tokens, apart, heard, idle, asked, bare, key, unit, distance }
})(self)
