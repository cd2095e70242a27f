#define($sample)#include("/sample/runtime/RuntimeCommand.java")#end
$sample.toString().replace("org.jdock.driver.runtime.oci", $package)