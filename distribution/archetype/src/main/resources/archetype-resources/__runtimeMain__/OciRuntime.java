#define($sample)#include("/sample/runtime/OciRuntime.java")#end
$sample.toString().replace("org.jdock.driver.runtime.oci", $package)