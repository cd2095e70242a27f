package org.jdock.container.internal.create;

import static org.jdock.container.internal.Samples.config;
import static org.jdock.container.internal.Samples.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.jdock.api.ProblemException;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.image.HealthConfig;
import org.junit.jupiter.api.Test;

class ConfigMergeTest {
  private static List<String> command(String asked, String image) {
    return ConfigMerge.command(ConfigMerge.merge(config(asked), image(image)));
  }

  @Test
  void commandsFollowDockersRules() {
    String image = "{entrypoint:[e],cmd:[c]}";
    assertEquals(List.of("e", "c"), command("{}", image));
    assertEquals(List.of("e", "x"), command("{cmd:[x]}", image));
    assertEquals(List.of("y"), command("{entrypoint:[y]}", image));
    assertEquals(List.of("y", "x"), command("{entrypoint:[y],cmd:[x]}", image));
    assertEquals(List.of("x"), command("{entrypoint:[''],cmd:[x]}", image));
  }

  @Test
  void healthChecksAreMergedPartByPart() {
    String image = "{healthcheck:{test:[CMD,a],interval:7,retries:4}}";
    assertEquals(
        new HealthConfig(List.of("CMD", "a"), 9L, null, null, null, 4),
        ConfigMerge.merge(config("{healthcheck:{interval:9,retries:0}}"), image(image))
            .healthcheck());
    assertEquals(
        List.of("NONE"),
        ConfigMerge.merge(config("{healthcheck:{test:[NONE]}}"), image(image))
            .healthcheck()
            .test());
    assertEquals(7L, ConfigMerge.merge(config("{}"), image(image)).healthcheck().interval());
  }

  @Test
  void nothingToRunIsRefused() {
    assertEquals(
        "no command specified",
        assertThrows(ProblemException.class, () -> command("{}", "{}")).getMessage());
    assertThrows(ProblemException.class, () -> command("{entrypoint:['']}", "{cmd:[c]}"));
  }

  @Test
  void theRequestOverridesTheImage() {
    ContainerConfig merged =
        ConfigMerge.merge(
            config("{env:['A=1'],labels:{l:mine},user:'5',exposedPorts:{'1/tcp':{}},cmd:[x]}"),
            image(
                "{env:['A=2','B=3'],labels:{l:theirs,m:n},user:root,workingDir:'/w',"
                    + "stopSignal:SIGINT,volumes:{'/v':{}},exposedPorts:{'2/udp':{}}}"));
    assertEquals(List.of("A=1", "B=3"), merged.env());
    assertEquals("mine", merged.labels().get("l"));
    assertEquals("n", merged.labels().get("m"));
    assertEquals("5", merged.user());
    assertEquals("/w", merged.workingDir());
    assertEquals("SIGINT", merged.stopSignal());
    assertEquals(Set.of("/v"), merged.volumes().keySet());
    assertEquals(Set.of("1/tcp", "2/udp"), merged.exposedPorts().keySet());
  }
}
