package org.jdock.itest.rules;

import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Tree;
import aQute.bnd.service.diff.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The API of a bundle as text: each exported package's version, then bnd's tree of its signatures,
 * one element a line.
 *
 * @param versions by package name
 * @param tree of type API
 */
record ApiText(Map<String, String> versions, Tree tree) {
  private static final DiffPluginImpl DIFFER = new DiffPluginImpl();

  /** Reads compiled classes and the manifest beside them. */
  static ApiText ofClasses(Path classes) throws Exception {
    try (var jar = new Jar("api", classes.toFile())) {
      var versions = new TreeMap<String, String>();
      aQute
          .bnd
          .osgi
          .Domain
          .domain(jar.getManifest())
          .getExportPackage()
          .forEach((name, attributes) -> versions.put(name, attributes.getVersion()));
      return new ApiText(versions, DIFFER.tree(jar).get("<api>"));
    }
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    versions.forEach((name, version) -> lines.add("package " + name + " " + version));
    print(tree.serialize(), "", lines);
    return lines;
  }

  private static void print(Tree.Data data, String indent, List<String> lines) {
    lines.add(indent + data.type + " " + data.add + " " + data.rem + " " + data.name);
    if (data.children != null) {
      for (var child : data.children) {
        print(child, indent + " ", lines);
      }
    }
  }

  /** The reverse of {@link #lines}. */
  static ApiText parse(List<String> lines) throws Exception {
    var versions = new TreeMap<String, String>();
    var at = 0;
    for (; lines.get(at).startsWith("package "); at++) {
      var words = lines.get(at).split(" ", -1);
      versions.put(words[1], words[2]);
    }
    return new ApiText(
        versions, DIFFER.deserialize(new Parser(lines.subList(at, lines.size())).element(0)));
  }

  private static final class Parser {
    private final List<String> lines;
    private int at;

    Parser(List<String> lines) {
      this.lines = lines;
    }

    Tree.Data element(int depth) {
      var words = lines.get(at++).strip().split(" ", 4);
      var data = new Tree.Data();
      data.type = Type.valueOf(words[0]);
      data.add = Delta.valueOf(words[1]);
      data.rem = Delta.valueOf(words[2]);
      data.name = words[3];
      var children = new ArrayList<Tree.Data>();
      while (at < lines.size() && indent(lines.get(at)) > depth) {
        children.add(element(depth + 1));
      }
      data.children = children.toArray(Tree.Data[]::new);
      return data;
    }

    private static int indent(String line) {
      return line.length() - line.stripLeading().length();
    }
  }
}
