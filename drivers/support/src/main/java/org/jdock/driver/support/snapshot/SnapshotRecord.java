package org.jdock.driver.support.snapshot;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdock.driver.support.file.Fields;
import org.jdock.spi.storage.SnapshotInfo;
import org.jspecify.annotations.Nullable;

/**
 * What the disk remembers of a snapshot.
 *
 * @param id its directory's name, short because a mount option lists many
 * @param name its key, or once committed its name
 * @param key the key it was prepared with, so that a repeated commit is known for one
 * @param parent name of the committed snapshot below; null when there is none
 * @param lowers directory names of all snapshots below, nearest first: one read is enough to mount
 * @param kind what it is
 * @param created when it was prepared or committed
 */
public record SnapshotRecord(
    String id,
    String name,
    String key,
    @Nullable String parent,
    List<String> lowers,
    SnapshotInfo.Kind kind,
    Instant created) {
  /** Raised when an older driver could no longer read the file; new fields do not raise it. */
  private static final String SCHEMA = "1";

  /** Keeps its own copy of the list. */
  public SnapshotRecord {
    lowers = List.copyOf(lowers);
  }

  /** The directory names for a child of this one. */
  List<String> chain() {
    var chain = new ArrayList<String>(lowers.size() + 1);
    chain.add(id);
    chain.addAll(lowers);
    return chain;
  }

  /** This one committed; {@code base} null for no parent. */
  SnapshotRecord committed(String newName, @Nullable SnapshotRecord base, Instant now) {
    return new SnapshotRecord(
        id,
        newName,
        key,
        base == null ? null : base.name,
        base == null ? List.of() : base.chain(),
        SnapshotInfo.Kind.COMMITTED,
        now);
  }

  SnapshotInfo info() {
    return new SnapshotInfo(name, parent, kind, created);
  }

  byte[] encode() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("schema", SCHEMA);
    fields.put("id", id);
    fields.put("name", name);
    fields.put("key", key);
    if (parent != null) {
      fields.put("parent", parent);
    }
    fields.put("lowers", String.join(":", lowers));
    fields.put("kind", kind.name());
    fields.put("created", created.toString());
    return Fields.encode(fields);
  }

  static SnapshotRecord decode(byte[] bytes) throws IOException {
    Map<String, String> fields = Fields.decode(bytes);
    if (!SCHEMA.equals(fields.get("schema"))) {
      throw new IOException("alien: schema " + fields.get("schema"));
    }
    String lowers = need(fields, "lowers");
    try {
      return new SnapshotRecord(
          need(fields, "id"),
          need(fields, "name"),
          need(fields, "key"),
          fields.get("parent"),
          lowers.isEmpty() ? List.of() : List.of(lowers.split(":")),
          SnapshotInfo.Kind.valueOf(need(fields, "kind")),
          Instant.parse(need(fields, "created")));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("alien: " + e.getMessage(), e);
    }
  }

  private static String need(Map<String, String> fields, String name) throws IOException {
    String value = fields.get(name);
    if (value == null) {
      throw new IOException("alien: no field " + name);
    }
    return value;
  }
}
