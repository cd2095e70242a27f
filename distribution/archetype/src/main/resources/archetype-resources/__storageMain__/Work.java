#define($sample)#include("/sample/Work.java")#end
$sample.toString().replace("com.example.jdock.copylink", $package).replace("CopyLinkDriver", "CopyStorageDriver").replace("copylink", $driverName)