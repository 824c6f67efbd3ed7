# Who may do what in the database: the rights on tables are those of
# t/sql/rights.txt, no function is granted to a role that never calls it, every
# table has a rule how long its rows stay, and every sealed box is known to
# `relevo channel reseal`.  After a change of rights:
#
#   RELEVO_TEST_WRITE=1 prove t/31_rights.t; git diff t/sql/rights.txt

use strict;
use warnings;
use FindBin qw($Bin);
use lib "$Bin/lib";

use Test::More;

use Relevo::World;

my $w = Relevo::World->new(parts => ['postgres']);
my $pg = $w->pg;
my $file = "$Bin/sql/rights.txt";


sub slurp { local $/; open my $in, '<', $_[0] or return ''; return <$in> }


# "role table: delete insert select update(name,enabled)", a line each.
sub rights {
    return join '', map { "$_->{line}\n" } $pg->rows(q{
        with t as (select oid, relname, relacl from pg_class
            where relnamespace in ('core'::regnamespace, 'api'::regnamespace)
              and relkind in ('r', 'p') and not relispartition
        ), g as (
            select t.relname, x.grantee, lower(x.privilege_type) as what
            from t, aclexplode(t.relacl) x
            union all
            select t.relname, x.grantee, lower(x.privilege_type) || '(' || string_agg(a.attname, ','
                order by a.attname) || ')'
            from t join pg_attribute a on a.attrelid = t.oid, aclexplode(a.attacl) x
            group by 1, 2, x.privilege_type
        )
        select r.rolname || ' ' || g.relname || ': ' || string_agg(g.what, ' ' order by g.what)
            as line
        from g join pg_roles r on r.oid = g.grantee
        where r.rolname ~ '^relevo_' and r.rolname <> 'relevo_owner'
        group by r.rolname, g.relname order by r.rolname, g.relname});
}


my $now = rights();
if ($ENV{RELEVO_TEST_WRITE}) {
    open my $out, '>', $file or die "$file: $!";
    print $out $now;
    close $out;
}
my %was = map { $_ => 1 } split /\n/, slurp($file);
my %is = map { $_ => 1 } split /\n/, $now;
is_deeply([sort grep { !$was{$_} } keys %is], [], 'no right that t/sql/rights.txt does not have')
    or diag('wanted? RELEVO_TEST_WRITE=1 prove t/31_rights.t');
is_deeply([sort grep { !$is{$_} } keys %was], [], 'and none is missing');


# A function is needed by a role when a program of that role names it, or a
# function the role may call, a trigger or a default does.
sub in_vain {
    my ($role, @programs) = @_;

    my $c = join "\n", map { slurp($_) } @programs;
    my @all = $pg->rows(q{select p.oid, p.proname as name, p.prosrc || coalesce(
            pg_get_function_arguments(p.oid), '') as body,
            n.nspname = 'api' as api, p.prorettype = 'trigger'::regtype or p.prosecdef as runs,
            has_function_privilege($1, p.oid, 'execute') as granted
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('core', 'api') and p.prolang <> (select oid from pg_language
            where lanname = 'internal')}, $role);
    $c .= $pg->value(q{select coalesce(string_agg(x.e, ' '), '') from (
        select pg_get_expr(adbin, adrelid) as e from pg_attrdef union all
        select pg_get_expr(polqual, polrelid) from pg_policy where polqual is not null union all
        select pg_get_indexdef(indexrelid) from pg_index i join pg_class k on k.oid = i.indexrelid
            where k.relnamespace = 'core'::regnamespace union all
        select pg_get_constraintdef(oid) from pg_constraint where contype = 'c') x});
    my %named = map { $_ => 1 } $c =~ /\b(\w+)\b/g;
    my %vain;
    # What only functions in vain call is in vain.
    for (my $more = 1; $more; ) {
        my %calls;
        for my $f (grep { ($_->{granted} || $_->{runs}) && !$vain{$_->{name}} } @all) {
            $calls{$_}++ for grep { $_ ne $f->{name} } $f->{body} =~ /\b(\w+)\s*\(/g;
        }
        my @found = grep { !$vain{$_} && !$calls{$_} && !$named{$_} }
            map { $_->{name} } grep { $_->{granted} && !$_->{api} && !$_->{runs} } @all;
        @vain{@found} = ();
        $vain{$_} = 1 for @found;
        $more = @found;
    }
    my @vain = sort keys %vain;
    diag("$role never calls: @vain") if @vain;
    return @vain;
}


my $root = "$Bin/..";
my @worker = (glob("$root/worker/*.[ch] $root/worker/*/*.[ch] $root/worker/*/*.def"),
    "$root/sql/demo.sql");
is_deeply([in_vain('relevo_web', glob "$root/ngx_module/*.[ch] $root/ngx_module/routes/*.def")], [],
    'every function that the API may call is called');
# (relevo_worker is the role of operators on psql, too: docs/HANDOFF.md)
is_deeply([in_vain('relevo_turn', @worker)], [qw(from_ms stamp uuid7_at uuid7_floor)],
    'and by the reading half of the worker, but for four helpers');


is_deeply([map { $_->{t} } $pg->rows(q{select c.relname as t from pg_class c
    where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p')
      and not c.relispartition and c.relname <> 'schema_migration'
      and c.relname not in (select name from core.retention()) order by 1})], [],
    'every table has a rule how long its rows stay (core.retention)');

# bytea that is no box: hashes, raw payloads, digests, pictures, what signs links
is_deeply([map { $_->{c} } $pg->rows(q{select c.relname || '.' || a.attname as c
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p')
      and not c.relispartition and a.atttypid = 'bytea'::regtype and a.attnum > 0
      and a.attname !~ '(^|_)(hash|raw|sha256|digest|logo|file_key)$'
      and (select prosrc from pg_proc where oid = 'core.boxes()'::regprocedure)
          !~ ('\m' || a.attname || '\M') order by 1})], [],
    'every sealed box is in core.boxes()');

Relevo::World->finish;
