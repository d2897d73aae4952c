const names = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Jinja2's filters that this engine has, and Mistral's functions, which are filters too. */
export const KNOWN_FILTERS: ReadonlySet<string> = names(
  `abs attr batch capitalize center count d default dictsort e escape filesizeformat first float forceescape format
  groupby indent int items join last length list lower map max min pprint random reject rejectattr replace reverse
  round safe select selectattr slice sort string striptags sum title tojson trim truncate unique upper urlencode
  wordcount wordwrap
  xmlattr env execution executions global json_dump json_parse json_pp task tasks uuid yaml_dump yaml_parse`,
);

/** Jinja2's tests. */
export const KNOWN_TESTS: ReadonlySet<string> = names(
  `boolean callable defined divisibleby eq equalto escaped even false filter float ge greaterthan gt in integer
  iterable le lessthan lower lt mapping ne none number odd sameas sequence string test true undefined upper`,
);
