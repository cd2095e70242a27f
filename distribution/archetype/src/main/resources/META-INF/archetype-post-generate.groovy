// One template a kind: keeps the chosen one, in the project's own package.
def project = new File(request.outputDirectory, request.artifactId)
def kind = request.properties.getProperty("kind")
["main", "test"].each { part ->
  def top = new File(project, "src/" + part + "/java/" + request.packageName.replace('.', '/'))
  top.listFiles().findAll { it.directory && it.name in ["log", "volume"] }.each { folder ->
    if (folder.name == kind) {
      folder.listFiles().each { assert it.renameTo(new File(top, it.name)) }
    }
    assert folder.deleteDir()
  }
}
