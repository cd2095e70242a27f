# jdock publish DIR: what vendors build against, as a Maven repository in a directory.

published=bundles/spi,bundles/linux,itest/tck,distribution/archetype

publish_to() {
  [ $# -eq 1 ] || die "publish: which directory? jdock publish DIR"
  [ -n "$checkout" ] || die "publish: only in a checkout"
  need_java
  need_tools mvn
  mkdir -p "$1" "$checkout/target"
  local dir
  dir=$(readlink -f "$1")
  exec 9>"$checkout/target/lock" # a build may be at work on the same folders
  flock 9
  maven "$checkout/target/publish.log" -P publish -pl "$published" -Dmaven.test.skip=true \
    "-DaltDeploymentRepository=jdock::file://$dir" deploy || return 1
  exec 9>&-
  publish_settings "$dir" >"$dir/settings.xml"
  say "published; use it by mvn -gs $dir/settings.xml … (docs/vendors.md)"
}

# Maven settings that add the directory to where artefacts are looked for: mvn -gs DIR/settings.xml
publish_settings() {
  cat <<EOF
<settings>
  <profiles>
    <profile>
      <id>jdock</id>
      <repositories>
        <!-- The id is the one that archetype:generate asks for. -->
        <repository>
          <id>archetype</id>
          <url>file://$1</url>
          <snapshots><updatePolicy>always</updatePolicy><checksumPolicy>fail</checksumPolicy></snapshots>
        </repository>
      </repositories>
    </profile>
  </profiles>
  <activeProfiles><activeProfile>jdock</activeProfile></activeProfiles>
</settings>
EOF
}
