package io.codextemporal.tui.cells;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the lexer must know of a language.
 *
 * @param words its own words
 * @param line what begins a comment to the line's end; empty for none
 * @param quotes what begins and ends a string
 * @param traits what else is special
 */
record Language(Set<String> words, String line, String quotes, Set<Trait> traits) {
  /** What some languages have and others do not. */
  enum Trait {
    /** Comments between slash-star and star-slash. */
    BLOCK_COMMENT,
    /** A single quote begins a character, or nothing at all. */
    CHARACTER,
    /** Three quotes begin a string over several lines. */
    TRIPLE_QUOTE,
    /** A word or string before a colon or an equals sign is a name. */
    NAMES,
    /** Words in any case. */
    ANY_CASE,
    /** A dollar sign begins a variable. */
    VARIABLES
  }

  private static final Map<String, Language> BY_NAME = byName();

  /** By what stands behind a fence, or how a file's name ends. */
  static Optional<Language> named(String info) {
    String name = info.strip().split("[ ,{:]", 2)[0].toLowerCase(Locale.ROOT);
    return Optional.ofNullable(BY_NAME.get(name));
  }

  private static Map<String, Language> byName() {
    Map<String, Language> all = new HashMap<>();
    curly(all);
    hashed(all);
    Language script =
        new Language(
            words(
                "abstract as async await break case catch class const continue declare default"
                    + " delete do else enum export extends false finally for from function get if"
                    + " implements import in instanceof interface keyof let namespace new null of"
                    + " private protected public readonly return satisfies set static super switch"
                    + " this throw true try type typeof undefined var void while yield"),
            "//",
            "\"'`",
            Set.of(Trait.BLOCK_COMMENT));
    put(all, script, "js javascript jsx ts typescript tsx mjs cjs");
    Language css = new Language(words("important"), "", "\"'", Set.of(Trait.BLOCK_COMMENT));
    put(all, css, "css scss less");
    Language sql =
        new Language(
            words(
                "select from where insert into values update set delete create table index view"
                    + " drop alter add column join left right inner outer full cross on using group"
                    + " by order having limit offset as and or not null is in exists between like"
                    + " primary key foreign references unique default distinct union all with case"
                    + " when then else end begin commit rollback returning"),
            "--",
            "'\"",
            Set.of(Trait.BLOCK_COMMENT, Trait.ANY_CASE));
    put(all, sql, "sql psql mysql sqlite postgresql");
    return all;
  }

  private static void curly(Map<String, Language> all) {
    Set<Trait> c = Set.of(Trait.BLOCK_COMMENT, Trait.CHARACTER);
    Language java =
        new Language(
            words(
                "abstract assert boolean break byte case catch char class const continue default do"
                    + " double else enum extends false final finally float for if implements import"
                    + " instanceof int interface long native new null package permits private"
                    + " protected public record return sealed short static strictfp super switch"
                    + " synchronized this throw throws transient true try var void volatile when"
                    + " while yield fun val object override data companion def trait"),
            "//",
            "\"",
            Set.of(Trait.BLOCK_COMMENT, Trait.CHARACTER, Trait.TRIPLE_QUOTE));
    Language go =
        new Language(
            words(
                "break case chan const continue default defer else fallthrough false for func go"
                    + " goto if import interface iota map nil package range return select struct"
                    + " switch true type var"),
            "//",
            "\"`",
            c);
    Language rust =
        new Language(
            words(
                "as async await break const continue crate dyn else enum extern false fn for if"
                    + " impl in let loop match mod move mut pub ref return self Self static struct"
                    + " super trait true type unsafe use where while"),
            "//",
            "\"",
            c);
    Language plainC =
        new Language(
            words(
                "alignas auto bool break case catch char class const constexpr continue default"
                    + " delete do double else enum explicit extern false float for friend goto if"
                    + " inline int long namespace new noexcept nullptr operator override private"
                    + " protected public register return short signed sizeof static struct switch"
                    + " template this throw true try typedef typename union unsigned using virtual"
                    + " void volatile while NULL"),
            "//",
            "\"",
            c);
    put(all, java, "java kotlin kt scala groovy gradle");
    put(all, go, "go golang");
    put(all, rust, "rs rust");
    put(all, plainC, "c h cpp c++ cc cxx hpp cs csharp objc swift php");
  }

  private static void hashed(Map<String, Language> all) {
    Language python =
        new Language(
            words(
                "False None True and as assert async await break class continue def del elif else"
                    + " except finally for from global if import in is lambda match nonlocal not or"
                    + " pass raise return self try while with yield"),
            "#",
            "\"'",
            Set.of(Trait.TRIPLE_QUOTE));
    Language ruby =
        new Language(
            words(
                "begin break case class def do else elsif end ensure false if in module next nil"
                    + " not or and redo rescue retry return self super then true unless until when"
                    + " while yield require"),
            "#",
            "\"'",
            Set.of());
    Language shell =
        new Language(
            words(
                "case do done elif else esac exit export fi for function if in local readonly"
                    + " return set shift then trap unset until while"),
            "#",
            "\"'",
            Set.of(Trait.VARIABLES));
    Language data = new Language(words("true false null yes no"), "#", "\"'", Set.of(Trait.NAMES));
    Language json = new Language(words("true false null"), "", "\"", Set.of(Trait.NAMES));
    put(all, python, "py python python3 pyi");
    put(all, ruby, "rb ruby");
    put(all, shell, "sh bash zsh shell console dockerfile makefile fish");
    put(all, data, "yaml yml toml ini properties conf");
    put(all, json, "json jsonc json5 jsonl");
  }

  private static void put(Map<String, Language> all, Language language, String names) {
    Arrays.stream(names.split(" ")).forEach(name -> all.put(name, language));
  }

  private static Set<String> words(String list) {
    return Set.of(list.split(" "));
  }
}
