#define($sample)#include("/sample/runtime/StartFifo.java")#end
$sample.toString().replace("org.jdock.driver.runtime.oci", $package)