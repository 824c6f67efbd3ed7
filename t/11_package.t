# `build.sh package`: a Debian package that holds what install puts in place,
# asks for what it needs, keeps an operator's files; what is in it works.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Installed;
use Relevo::World;

for my $tool (qw(dpkg-deb dpkg-shlibdeps)) {
    plan skip_all => "there is no $tool" unless grep { -x "$_/$tool" } split /:/, $ENV{PATH};
}

my $top = $Relevo::World::TOP;
my $w = Relevo::World->new(stopped => 1, set => { 'turn.burst_ms' => 0 });
my $out = $w->dir('out');
my $root = $w->dir('root');
mkdir $_ or die "$_: $!" for $out, $root;


sub run {
    my (@command) = @_;

    open my $said, '-|', 'sh', '-c', 'exec "$@" 2>&1', 'sh', @command or die "sh: $!\n";
    local $/;
    my $text = <$said>;
    close $said;
    is($?, 0, "@command[0, 1]") or diag($text);
    return $text;
}


run("$top/build.sh", 'package', '--out', $out);
my ($deb, @more) = glob "$out/*";
is(scalar @more, 0, 'one file');
my ($version) = qx('$top/build/relevo' --version) =~ /^relevo (\S+)/;
my ($arch) = qx(dpkg --print-architecture) =~ /(\S+)/;
is($deb, "$out/relevo_${version}_$arch.deb", 'named by version and architecture');

my %field = run('dpkg-deb', '-f', $deb) =~ /^([\w-]+): (.*)$/mg;
is("$field{Package} $field{Version} $field{Architecture}", "relevo $version $arch", 'which it says inside');
like($field{Depends}, qr/\b\Q$_\E\b/, "needs $_")
    for qw(libc6 libuv1 libpq5 libcurl4 libhiredis0.14 libjansson4 libtesseract5 tesseract-ocr-spa adduser);
my ($nginx) = qx(nginx -v 2>&1) =~ m{nginx/([\d.]+)};
my $next = $nginx =~ s/(\d+)$/$1 + 1/er;
like($field{Depends}, qr/\bnginx \(>= \Q$nginx\E\), nginx \(<< \Q$next\E~\)/, 'and the nginx it was made for');
unlike($field{Depends}, qr/, ,|^,|,$|\$/, 'every name is one');

run('dpkg-deb', '-x', $deb, $root);
run('dpkg-deb', '-e', $deb, "$root/DEBIAN");
my @kept = split /\n/, do { local (@ARGV, $/) = "$root/DEBIAN/conffiles"; <> };
is("@kept", join(' ', map { s/^\Q$root\E//r } glob "$root/etc/relevo/*"), 'an operator\'s files are kept');
ok(-f "$root/usr/$_", $_) for qw(lib/relevo/ngx_http_relevo_module.so lib/systemd/system/relevo-worker.service
    share/relevo/console/desk/index.html share/relevo/config/workflows/media.json share/doc/relevo/LICENSE);
unlike(run('dpkg-deb', '-c', $deb), qr/^.{10} (?!root\/root)/m, 'everything is root\'s');

# behind the installation: the user, and a folder for secrets in which names are no secret
my $tools = $w->dir('tools');
mkdir $tools or die "$tools: $!";
$w->write_file('tools/adduser', "#!/bin/sh\necho \"\$@\" > '$root/adduser'\n");
chmod 0755, "$tools/adduser";
{
    local $ENV{PATH} = "$tools:$ENV{PATH}";
    local $ENV{DPKG_ROOT} = $root;
    run("$root/DEBIAN/postinst", 'configure') for 1, 2;
}
like(do { local (@ARGV, $/) = "$root/adduser"; <> }, qr/--system --group .*relevo$/, 'a user of its own');
is(sprintf('%o', 07777 & (stat "$root/etc/relevo/secrets")[2]), '711', 'a folder for secrets');

$w->start(qw(redis postgres));
works($w, "$root/usr/bin/relevo");

Relevo::World->finish;
