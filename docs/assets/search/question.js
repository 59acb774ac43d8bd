/* Understanding a question: its telling words, and for each the spellings that may stand for it. */
(scope => {
  const { once, fold, stem, split, apart, heard, idle, asked, bare, key, unit, distance } = scope.KbWords
  const ONE_SLIP = .9, TWO_SLIPS = .72                                     // what a word is worth that is taken for a misspelt one

  /* What questions are understood by: groups of words that stand for one another, and all written words, asked for when one is unknown. */
  scope.KbQuestion = synonyms => {
    const groups = new Map()
    for (const group of synonyms || []) for (const word of group)
      groups.set(spoken(word).join(" "), group.filter(other => other !== word).map(standing))
    return { groups, written: once(() => new Map([...heard()].filter(word => word.length > 2).map(word => [word, stem(word)]))) }
  }
  scope.KbQuestion.understand = understand

  /* A word or phrase as it is said, all of it: "log in" is not "log", and "on-premises" is "on premises". */
  const spoken = text => text.split(/[\s\-/._]+/).map(bare).filter(Boolean)

  /* What is looked for in the place of a word: the telling words of a phrase, or where it has others too, it as one word ("sign-in"). */
  const standing = phrase => spoken(phrase).some(idle) ? [bare(phrase)] : spoken(phrase)

  /* All words of a question as they are said, each with its place among the telling ones, -1 for one that only asks. */
  function pronounced(question, words) {
    let n = 0
    return apart(question).map(word => ({ spoken: spoken(word).join(" "), telling: word === words[n] ? n++ : -1 })).filter(said => said.spoken)
  }

  /* The terms of a question: each with the spellings that may stand for it, and how much a spelling is worth. */
  function understand(question, { vocabulary, written, groups }, all) {
    const words = all ? question.trim().split(/\s+/).slice(0, 24) : asked(question), terms = [], open = !/\s$/.test(question)
    const stand = words.map(() => new Map()), said = pronounced(question, words)
    for (let from = 0; from < said.length; from++)                       // words that stand for one another
      for (let to = from + 1; to <= Math.min(said.length, from + 4); to++)
        for (const other of groups.get(said.slice(from, to).map(s => s.spoken).join(" ")) || [])
          for (const { telling } of said.slice(from, to)) if (telling >= 0) for (const piece of other) stand[telling].set(piece, other.length === 1 ? .8 : .6)
    for (let n = 0; n < words.length; n++) {
      const spellings = new Map(), slips = [], add = (spelling, worth) => { if (spelling && (spellings.get(spelling) || 0) < worth) spellings.set(spelling, worth) }
      const last = n === words.length - 1 && open
      const pieces = split(words[n]), whole = bare(words[n]), next = words[n + 1]
      const compound = /[-/.]/.test(words[n]) && pieces.length > 1
      if (compound && !vocabulary.has(whole)) {                          // "gp2/gp3", "multi-az": each piece is a term
        for (const piece of key(words[n])) terms.push({ word: piece, spellings: new Map([[piece, 1]]), last: false, known: vocabulary.has(piece) })
        continue
      }
      const amount = /^(\d+)([a-z%]+)$/.exec(fold(words[n])), parts = pieces.length > 1 && !amount ? pieces.filter(p => p !== whole) : []
      for (const piece of pieces) if (!parts.includes(piece)) add(piece, !amount || piece !== amount[1] ? 1 : .35)
      const nextUnit = next && /^\d+(\.\d+)?$/.test(fold(words[n])) && unit(fold(next))
      if (nextUnit && vocabulary.has(fold(words[n]) + nextUnit)) {       // "256 kb" is 256kb
        terms.push({ word: `${words[n]} ${next}`, spellings: new Map([[fold(words[n]) + nextUnit, 1], [fold(words[n]), .35]]), last: false, known: true })
        n++
        continue
      }
      if (next) { const joined = bare(words[n] + next); if (vocabulary.has(joined) && joined.length > 3) { add(joined, 1); words[n + 1] = next } }   // "dynamo db", "time out"
      if (n && vocabulary.has(bare(words[n - 1] + words[n]))) add(bare(words[n - 1] + words[n]), 1)
      if (!vocabulary.has(whole) && whole.length > 5 && !parts.length)   // "loadbalancer" is load balancer
        for (let cut = 3; cut <= whole.length - 3 && !parts.length; cut++) {
          const halves = [stem(whole.slice(0, cut)), stem(whole.slice(cut))]
          if (halves.every(h => vocabulary.has(h))) parts.push(...halves)
        }
      for (const [piece, worth] of stand[n]) add(piece, worth)
      if (!compound && !vocabulary.has(whole)) {
        const known = written(), typed = fold(words[n])
        if (!(last && goesOn(typed, known))) for (const [near, likely] of meant(typed, known)) { add(known.get(near), likely); slips.push(near) }
      }
      const known = [...spellings.keys(), ...parts].some(s => vocabulary.has(s))
      terms.push({ word: words[n], spellings, parts, last, known, slips })
    }
    return terms
  }

  /* Whether a word may be the beginning of another. */
  const goesOn = (word, written) => { for (const one of written.keys()) if (one.startsWith(word)) return true }

  /* Written words that a misspelt one may have meant: word -> how likely. Two slips only where the first letter is right. */
  function meant(word, written) {
    const found = new Map(), long = word.length
    if (long < 3 || long > 20 || /\d/.test(word)) return found
    for (const candidate of written.keys()) {
      const more = candidate.length - long
      if (more > 2 || more < -2) continue
      const first = candidate[0] === word[0]
      if (!first && (candidate[1] !== word[0] && candidate[0] !== word[1] && candidate[1] !== word[1])) continue
      if (long < 5 && candidate.startsWith(word)) found.set(candidate, TWO_SLIPS)
      else if (first || Math.abs(more) < 2) {
        const steps = distance(word, candidate)
        if (steps === 1) found.set(candidate, ONE_SLIP)
        else if (steps === 2 && first && long > 4) found.set(candidate, TWO_SLIPS)
      }
    }
    return found
  }
})(self)
