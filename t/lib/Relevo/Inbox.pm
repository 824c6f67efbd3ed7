package Relevo::Inbox;

# The counterparts of notifications (t/oracle/inbox.mjs) for one test:
#
#   my $in = Relevo::Inbox->start($dir);          # a folder for its files
#   Relevo::World->new(set => { $in->settings });
#   $in->seen(kind => 'mail');                    # arrivals, oldest first
#   $in->wrong(slack => 500); $in->wrong;         # what goes wrong; nothing

use strict;
use warnings;

use Encode qw(encode_utf8);
use IPC::Open2;
use JSON::PP;
use FindBin;

use Relevo::Http;

my $JSON = JSON::PP->new->utf8;


sub node {
    my ($major) = (qx{node --version 2>/dev/null} // '') =~ /^v(\d+)/;
    return ($major // 0) >= 20 ? 'node' : "$FindBin::Bin/node_modules/node/bin/node";
}


sub start {
    my ($class, $dir) = @_;

    die "t/node_modules is missing: (cd t && npm ci)\n"
        unless -d "$FindBin::Bin/node_modules/smtp-server";
    system("openssl req -x509 -newkey rsa:2048 -nodes -keyout $dir/inbox.key"
        . " -out $dir/inbox.pem -days 2 -subj /CN=inbox"
        . " -addext subjectAltName=IP:127.0.0.1 2>$dir/inbox.log") == 0
        or die "openssl req failed\n";
    open my $password, '>', "$dir/smtp.password" or die $!;
    print {$password} "s3cret pass\n";
    close $password;
    chmod 0600, "$dir/smtp.password";
    my $pid = open2(my $out, my $in, node(), "$FindBin::Bin/oracle/inbox.mjs",
        "$dir/inbox.jsonl", "$dir/inbox.key", "$dir/inbox.pem");
    my $ports = $JSON->decode(scalar(<$out>) // die "inbox.mjs does not start\n");
    return bless { dir => $dir, pid => $pid, in => $in, out => $out, %$ports }, $class;
}


sub settings {
    my ($self) = @_;

    return ('smtp.url' => "smtp://127.0.0.1:$self->{smtp}", 'smtp.user' => 'relevo',
        'smtp.password_file' => "$self->{dir}/smtp.password",
        'smtp.from' => encode_utf8("Relevo \x{bb}Avisos\x{ab} <no-reply\@relevo.example>"),
        'http.ca_file' => "$self->{dir}/inbox.pem",
        'generic.private_networks' => '127.0.0.0/8',
        'notify.public_url' => 'https://relevo.example');
}


sub url { my ($self, $path) = @_; return "http://127.0.0.1:$self->{http}$path" }


# Arrivals whose members are these, oldest first.
sub seen {
    my ($self, %is) = @_;

    open my $in, '<', "$self->{dir}/inbox.jsonl" or return;
    my @all = map { $JSON->decode($_) } grep { /\n\z/ } <$in>;
    return grep { my $e = $_; !grep { ($e->{$_} // '') ne $is{$_} } keys %is } @all;
}


sub wrong {
    my ($self, %what) = @_;

    my $r = http("127.0.0.1:$self->{http}", POST => '/_control', body => $JSON->encode(\%what));
    die "inbox: $r->{status}\n" if $r->{status} != 200;
    return;
}


sub stop { my ($self) = @_; close $self->{in}; waitpid $self->{pid}, 0; return }

1;
