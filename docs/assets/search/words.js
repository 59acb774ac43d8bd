/* Words: how text and questions are taken apart, the same way for both. */
(scope => {
  const UNITS = new Set(("b kb mb gb tb pb kib mib gib tib pib gbps mbps kbps ms s sec second min minute hour hr h day week month year iops % " +
    "mb/s mib/s gib/s").split(" "))
  const ASKING = new Set(("a an and are as at be but by can cant could did do does doesnt for from get give happens has have how i if in into is isnt it its " +
    "let many me much my need needs of on one or our out should so some tell than that the their them then there these they this to use used using was we what " +
    "whats when where which who why will with without would you your").split(" "))

  /* Lower case, without accents; thousands separators gone: "80,000" is 80000. */
  const fold = text => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/(\d)[,_](?=\d{3}(?!\d))/g, "$1")

  /* One spelling for singular and plural. */
  const stem = word => word.length < 4 || /\d/.test(word) || /(ss|us|is|ws|ns|ds|os)$/.test(word) ? word
    : word.endsWith("ies") && word.length > 4 ? word.slice(0, -3) + "y"
    : /(sses|xes|ches|shes|zes)$/.test(word) ? word.slice(0, -2)
    : word.endsWith("s") ? word.slice(0, -1) : word

  /* The tokens of one word as written: "X-Forwarded-For" is x, forwarded, for, xforwardedfor; "256KB" is 256, kb, 256kb;
     "DynamoDB" is dynamodb, dynamo, db. */
  const split = raw => {
    const out = new Set()
    const camel = raw.match(/[A-Z]?[a-z]{2,}|[A-Z]{2,}(?![a-z])|\d+/g) || []
    const lower = fold(raw)
    const parts = lower.split(/[^\p{L}\p{N}%]+/u).filter(Boolean)
    for (const part of parts) {
      out.add(stem(part))
      const unit = part.match(/^(\d+)([a-z%]+)$/)
      if (unit && UNITS.has(stem(unit[2]))) { out.add(unit[1]); out.add(stem(unit[2])) }
    }
    if (parts.length > 1 && parts.length < 5) out.add(stem(parts.join("")))
    if (camel.length > 1 && /^[A-Za-z]+$/.test(raw)) for (const hump of camel) out.add(stem(fold(hump)))
    return [...out]
  }

  /* All tokens of a text; a number followed by its unit also stands as one word. */
  const tokens = text => {
    const words = text.split(/\s+/).filter(Boolean)
    const out = []
    words.forEach((word, n) => {
      out.push(...split(word))
      const next = words[n + 1]
      if (next && /^[\d.,_]+$/.test(word)) {
        const unit = fold(next).replace(/[^a-z%/]/g, "")
        if (UNITS.has(stem(unit)) || UNITS.has(unit)) out.push(fold(word).replace(/[^\d]/g, "") + stem(unit))
      }
    })
    return out
  }

  /* The words of a question, as written, without those that only ask; all of them when nothing else is left. */
  const asked = question => {
    const all = question.trim().split(/[\s,;?!"“”]+/).filter(w => /[\p{L}\p{N}%]/u.test(w)).slice(0, 24)
    const telling = all.filter((w, n) => !ASKING.has(fold(w).replace(/['’]/g, "")) || (n === all.length - 1 && all.length === 1))
    return telling.length ? telling : all
  }

  scope.KbWords = { fold, stem, split, tokens, asked }
})(self)
