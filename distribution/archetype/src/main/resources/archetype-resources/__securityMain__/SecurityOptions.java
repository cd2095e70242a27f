#define($sample)#include("/sample/security/SecurityOptions.java")#end
$sample.toString().replace("org.jdock.driver.security.defaults", $package)